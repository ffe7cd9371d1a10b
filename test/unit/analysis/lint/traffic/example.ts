import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../../../../../packages/core/src/analysis/lint/finding.js';
import type { FindingCode } from '../../../../../packages/core/src/analysis/lint/findings.js';
import { trafficRules } from '../../../../../packages/core/src/analysis/lint/traffic/traffic-rules.js';
import type { Cluster } from '../../../../../packages/core/src/cluster/cluster.js';
import type { Platform } from '../../../../../packages/core/src/cluster/platform.js';
import { createCluster } from '../../../../../packages/core/src/control/create-cluster.js';
import { readManifests } from '../../../../../packages/core/src/yaml/read-manifests.js';

const folder = fileURLToPath(new URL('../../../../../examples/findings/', import.meta.url));

/** The text of an example, as it is or as it was mended. */
export function exampleText(code: FindingCode, state: 'broken' | 'fixed' = 'broken'): string {
  return readFileSync(`${folder}${code}${state === 'broken' ? '' : '.fixed'}.yaml`, 'utf8');
}

/** The cluster of a text, and of texts like it in which something is replaced. */
export function clusterOf(text: string, { platform, ...replaced }: ClusterOf = {}): Cluster {
  const changed = Object.entries(replaced.replace ?? {}).reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`the text has no ${from}`);
    return before.replaceAll(from, to);
  }, text);
  return createCluster(readManifests(changed), platform === undefined ? {} : { platform });
}

interface ClusterOf {
  readonly platform?: Platform;
  readonly replace?: Readonly<Record<string, string>>;
}

/** What is found of one kind. */
export function found(cluster: Cluster, code: FindingCode): readonly Finding[] {
  return trafficRules.flatMap((rule) => rule(cluster)).filter((finding) => finding.code === code);
}

/** The codes of everything that is found. */
export function codes(cluster: Cluster): readonly FindingCode[] {
  return trafficRules.flatMap((rule) => rule(cluster)).map(({ code }) => code);
}

/** What is found of one kind, in short: the object, the field, how much it matters, how the request ends. */
export function told(cluster: Cluster, code: FindingCode): readonly string[] {
  return found(cluster, code).map(({ object, path, severity, evidence }) =>
    [
      severity,
      `${object.kind} ${object.namespace ?? ''}/${object.name}`,
      path,
      evidence.kind === 'rule' ? evidence.source : endOf(evidence.trace.outcome),
    ].join(' | '),
  );
}

function endOf(outcome: Extract<Finding['evidence'], { kind: 'request' }>['trace']['outcome']): string {
  const status = outcome.kind === 'response' ? ` ${outcome.status} from ${outcome.from}` : '';
  return `${outcome.kind}${status}: ${outcome.cause.code}`;
}
