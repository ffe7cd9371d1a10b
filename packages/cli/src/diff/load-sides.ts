import {
  type Cluster,
  createCluster,
  type Platform,
  type PlatformOptions,
  type Problem,
} from '@kubehop/core';
import type { Manifests } from '@kubehop/core/yaml';
import { platformFor } from '../config/platform.js';
import { readFiles, writeProblems } from '../input/load-cluster.js';
import { loadConfig } from '../input/load-config.js';
import type { Io } from '../io.js';
import { during } from '../output/progress.js';
import { WrongUse } from '../wrong-use.js';
import { clusterAfter, isRecorded } from './cluster-after.js';
import type { DiffOptions } from './diff-options.js';

/** The two clusters that are compared. */
export interface Sides {
  readonly before: Cluster;
  readonly after: Cluster;
}

/**
 * Makes the clusters of two files, directories or standard input, and writes what is wrong with their manifests to stderr.
 *
 * @throws {WrongUse} when one of them cannot be read, or holds no object
 */
export async function loadSides(before: string, after: string, options: DiffOptions, io: Io): Promise<Sides> {
  if (before === '-' && after === '-')
    throw new WrongUse('standard input is one side: name a file or a directory for the other');
  const platforms = await platformsFor(options, io);
  const read = { before: await readFiles([before], io), after: await readFiles([after], io) };
  const { sides, problems } = await during('Settling the clusters', io.stderr, () =>
    settled(read.before, read.after, platforms),
  );
  writeProblems(problems, io);
  return sides;
}

/** Where the clusters run. */
interface Platforms {
  readonly before: Platform | PlatformOptions;
  /** Absent: in the same place. */
  readonly after?: Platform | PlatformOptions;
}

/** What is said of the cluster after wins over what is said of both. */
async function platformsFor(options: DiffOptions, io: Io): Promise<Platforms> {
  const { afterConfig, afterPlatform, ...both } = options;
  const config = await loadConfig(both.config, io);
  const before = platformFor(config, both);
  if (afterConfig === undefined && afterPlatform === undefined) return { before };
  const other = afterPlatform === undefined ? {} : { platform: afterPlatform };
  const after =
    afterConfig === undefined
      ? platformFor(config, { ...both, ...other })
      : platformFor(await loadConfig(afterConfig, io), other);
  return { before, after };
}

function settled(
  given: Manifests,
  now: Manifests,
  platforms: Platforms,
): { readonly sides: Sides; readonly problems: readonly Problem[] } {
  const before = createCluster(given, { platform: platforms.before });
  const stated = {
    before: createCluster(given, { platform: before.platform, settle: 'never' }),
    after: createCluster(now, { platform: before.platform, settle: 'never' }),
  };
  const isAnew = platforms.after !== undefined || isRecorded(stated.before) || isRecorded(stated.after);
  const after = isAnew
    ? createCluster(now, { platform: platforms.after ?? platforms.before })
    : clusterAfter(
        before,
        stated,
        now.manifests.map(({ value }) => value),
      );
  // Only what is stated knows its lines.
  const problems = distinct([...before.problems, ...stated.after.problems, ...after.problems]);
  return { sides: { before, after }, problems };
}

/** The first of problems that say the same of the same. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const found = new Map<string, Problem>();
  for (const problem of problems) {
    const { code, object, path, message } = problem;
    const { kind, namespace = '', name } = object;
    const key = JSON.stringify([code, kind, namespace, name, path, message]);
    if (!found.has(key)) found.set(key, problem);
  }
  return [...found.values()];
}
