import type { Cluster, Platform, PlatformOptions, Problem } from '@kubehop/core';
import { createCluster } from '@kubehop/core';
import type { Manifests } from '@kubehop/core/yaml';
import { readManifests } from '@kubehop/core/yaml';
import type { Config } from '../config/config.js';
import { platformFor } from '../config/platform.js';
import type { Io } from '../io.js';
import { colorsOf } from '../output/colors.js';
import { problemsText } from '../output/problems-text.js';
import { during } from '../output/progress.js';
import { WrongUse } from '../wrong-use.js';
import { loadConfig } from './load-config.js';
import type { ManifestOptions } from './manifest-options.js';
import { readManifestTexts } from './manifest-texts.js';
import { stdinName } from './read-text.js';

/**
 * Makes the cluster that the options name, and writes what is wrong with its manifests to stderr.
 *
 * @throws {WrongUse} when there is nothing to read, or no object in it
 */
export async function loadCluster(options: ManifestOptions, io: Io): Promise<Cluster> {
  return configuredCluster(await loadConfig(options.config, io), options, io);
}

/**
 * Makes the cluster that the options and a configuration name, and writes what is wrong with its manifests to stderr.
 *
 * @throws {WrongUse} when there is nothing to read, or no object in it
 */
export async function configuredCluster(config: Config, options: ManifestOptions, io: Io): Promise<Cluster> {
  const cluster = await readCluster(
    namesOf(options.filename ?? config.files, io),
    platformFor(config, options),
    io,
  );
  writeProblems(cluster.problems, io);
  return cluster;
}

/**
 * Makes the cluster of some files of manifests.
 *
 * @throws {WrongUse} when they cannot be read, or hold no object; what is wrong with them is then written to stderr
 */
export async function readCluster(
  names: readonly string[],
  platform: Platform | PlatformOptions,
  io: Io,
): Promise<Cluster> {
  const manifests = await readFiles(names, io);
  return during('Settling the cluster', io.stderr, () => createCluster(manifests, { platform }));
}

/**
 * Reads the manifests of some files.
 *
 * @throws {WrongUse} when they cannot be read, or hold no object; what is wrong with them is then written to stderr
 */
export async function readFiles(names: readonly string[], io: Io): Promise<Manifests> {
  const manifests = await during('Reading manifests', io.stderr, async () => {
    const texts = await readManifestTexts(names, io);
    return merged(texts.map(({ file, text }) => readManifests(text, { file })));
  });
  if (manifests.manifests.length === 0) {
    writeProblems(manifests.problems, io);
    throw new WrongUse(`no Kubernetes objects in ${names.map(textOf).join(', ')}`);
  }
  return manifests;
}

/**
 * What to read: what was named, or else what is piped in.
 *
 * @throws {WrongUse} when there is neither
 */
export function namesOf(named: readonly string[] | undefined, { stdin }: Io): readonly string[] {
  const names = named ?? (stdin.isPiped ? ['-'] : []);
  if (names.length === 0)
    throw new WrongUse('there are no manifests: name a file, a directory or - (standard input) with -f');
  return names;
}

/** Writes what is wrong with manifests to stderr. */
export function writeProblems(problems: readonly Problem[], { stderr, env }: Io): void {
  if (problems.length > 0) stderr.write(problemsText(problems, colorsOf(stderr, env)));
}

/** Several readings as one. */
export function merged(read: readonly Manifests[]): Manifests {
  return {
    manifests: read.flatMap(({ manifests }) => manifests),
    problems: read.flatMap(({ problems }) => problems),
  };
}

function textOf(name: string): string {
  return name === '-' ? stdinName : name;
}
