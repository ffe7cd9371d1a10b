import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { createCluster, type Cluster, type Manifests, type Platform } from '@kubehop/core';
import { readManifests } from '@kubehop/core/yaml';

const folder = fileURLToPath(new URL('../../../shared/manifests', import.meta.url));

/** Whether tests on the real manifests are skipped: these lie beside the repository, and only CI insists on them. */
export const areLeftOut: boolean = !existsSync(folder) && process.env['KUBEHOP_CI'] === undefined;

if (areLeftOut) process.stderr.write(`Tests on real manifests are skipped: there is no folder ${folder}\n`);

/** The text of one of the real manifests; empty where tests on them are skipped. */
export function realText(file: string): string {
  return areLeftOut ? '' : readFileSync(`${folder}/${file}`, 'utf8');
}

/** Reads files one after the other, as `kubectl apply -f A -f B` does. */
export function readFiles(files: Readonly<Record<string, string>>): Manifests {
  const read = Object.entries(files).map(([file, text]) => readManifests(text, { file }));
  return {
    manifests: read.flatMap(({ manifests }) => manifests),
    problems: read.flatMap(({ problems }) => problems),
  };
}

/** A cluster of real manifests, and of texts by file name. */
export function clusterOf(
  platform: Platform,
  real: readonly string[],
  texts: Readonly<Record<string, string>> = {},
): Cluster {
  const files = Object.fromEntries(real.map((file) => [file, realText(file)]));
  return createCluster(readFiles({ ...files, ...texts }), { platform });
}
