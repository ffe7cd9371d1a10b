import type { Cluster, Problem } from '@kubehop/core';
import { createCluster } from '@kubehop/core';
import { readManifests } from '@kubehop/core/yaml';
import type { Config } from '../config/config.js';
import { platformFor } from '../config/platform.js';
import type { Io } from '../io.js';
import { colorsOf } from '../output/colors.js';
import { problemsText } from '../output/problems-text.js';
import { progressOn } from '../output/progress.js';
import { WrongUse } from '../wrong-use.js';
import { loadConfig } from './load-config.js';
import type { ManifestOptions } from './manifest-options.js';
import { readManifestTexts } from './manifest-texts.js';

/**
 * Makes the cluster that the options name, and writes what is wrong with its manifests to stderr.
 *
 * @throws {WrongUse} when there is nothing to read, or no object in it
 */
export async function loadCluster(options: ManifestOptions, io: Io): Promise<Cluster> {
  const config = await loadConfig(options.config, io);
  const platform = platformFor(config, options);
  const progress = progressOn(io.stderr);
  progress.say('Reading manifests');
  const texts = await readManifestTexts(namesOf(options, config, io), io);
  const read = texts.map(({ file, text }) => readManifests(text, { file }));
  const manifests = read.flatMap((one) => one.manifests);
  const problems = read.flatMap((one) => one.problems);
  if (manifests.length === 0) {
    progress.clear();
    writeProblems(problems, io);
    throw new WrongUse(`no Kubernetes objects in ${texts.map(({ file }) => file).join(', ')}`);
  }
  progress.say('Settling the cluster');
  const cluster = createCluster({ manifests, problems }, { platform });
  progress.clear();
  writeProblems(cluster.problems, io);
  return cluster;
}

/** What to read: what `-f` names, else what the configuration names, else what is piped in. */
function namesOf({ filename }: ManifestOptions, { files }: Config, { stdin }: Io): readonly string[] {
  const names = filename ?? files ?? (stdin.isPiped ? ['-'] : []);
  if (names.length === 0)
    throw new WrongUse('there are no manifests: name a file, a directory or - (standard input) with -f');
  return names;
}

function writeProblems(problems: readonly Problem[], { stderr, env }: Io): void {
  if (problems.length > 0) stderr.write(problemsText(problems, colorsOf(stderr, env)));
}
