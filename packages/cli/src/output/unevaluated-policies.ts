import type { Cluster } from '@kubehop/core';
import type { Io } from '../io.js';
import { colorsOf } from './colors.js';

/** Says on stderr that NetworkPolicies are not evaluated, which each trace says, where no trace is shown. */
export function writeUnevaluatedPolicies(clusters: readonly Cluster[], { stderr, env }: Io): void {
  if (clusters.every((cluster) => cluster.list('NetworkPolicy').length === 0)) return;
  stderr.write(
    `${colorsOf(stderr, env).yellow('warning')}: NetworkPolicies are not evaluated: what they stop counts as let through\n`,
  );
}
