import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { backendRules } from '../../../../../packages/core/src/analysis/lint/backend/backend-rules.js';
import type { Finding } from '../../../../../packages/core/src/analysis/lint/finding.js';
import type { FindingCode } from '../../../../../packages/core/src/analysis/lint/findings.js';
import type { Platform } from '../../../../../packages/core/src/cluster/platform.js';
import { createCluster, type ClusterInput } from '../../../../../packages/core/src/control/create-cluster.js';
import { readManifests } from '../../../../../packages/core/src/yaml/read-manifests.js';

const folder = fileURLToPath(new URL('../../../../../examples/findings/', import.meta.url));

/** The text of an example, as it is or mended, in which texts are replaced. */
export function exampleText(
  code: FindingCode,
  state: 'broken' | 'fixed' = 'broken',
  replaced: Readonly<Record<string, string>> = {},
): string {
  const text = readFileSync(`${folder}${code}${state === 'broken' ? '' : '.fixed'}.yaml`, 'utf8');
  return Object.entries(replaced).reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`the example has no ${from}`);
    return before.replaceAll(from, to);
  }, text);
}

/** Everything that is found of backends. */
export function found(input: string | ClusterInput, platform?: Platform): readonly Finding[] {
  const cluster = createCluster(
    typeof input === 'string' ? readManifests(input) : input,
    platform === undefined ? {} : { platform },
  );
  return backendRules.flatMap((rule) => rule(cluster));
}

/** The codes of what is found. */
export function codes(input: string | ClusterInput, platform?: Platform): readonly FindingCode[] {
  return found(input, platform).map(({ code }) => code);
}

/** What is found in short: code, severity, object and field; then the request and its end, or the source of the rule. */
export function told(input: string | ClusterInput, platform?: Platform): readonly string[] {
  return found(input, platform).map(({ code, severity, object, path, evidence }) => {
    const where = `${severity} ${code} ${object.kind} ${object.namespace ?? ''}/${object.name} ${path}`;
    return evidence.kind === 'rule' ? where : `${where} | ${endOf(evidence)}`;
  });
}

function endOf({ request, trace: { outcome } }: Extract<Finding['evidence'], { kind: 'request' }>): string {
  const status = outcome.kind === 'response' ? ` ${outcome.status}` : '';
  return `${request.url} ${outcome.kind}${status} ${outcome.cause.code}`;
}
