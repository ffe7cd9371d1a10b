import type { Cluster } from '../cluster/cluster.js';
import { fieldText, placeText } from '../explain/words.js';
import { nearestName } from '../object/field/nearest-name.js';
import type { Hop } from '../trace/hop.js';
import type { Trace } from '../trace/trace.js';
import type { Check } from './check.js';
import { deliveredAt } from './delivered.js';
import { missingText } from './missing.js';
import { nearRule } from './near-rule.js';
import { reachedText } from './reach-checks.js';
import type { Reference } from './reference.js';

/** What comes nearest to a check that a way fails; `undefined` where nothing is near. */
export function nearMiss(cluster: Cluster, check: Check, trace: Trace): string | undefined {
  const { member, references = [] } = check;
  switch (member) {
    case 'reaches':
      return missing(cluster, references) ?? nearRule(cluster, references, trace);
    case 'neverReaches':
      return decidingRule(trace);
    case 'status':
    case 'outcome':
    case 'redirectsTo':
      return deliveredAt(trace) === undefined ? undefined : `the request comes to ${reachedText(trace)}`;
    case 'certificate':
      return trace.assumptions.find(({ code }) => code === 'tls-secret-missing')?.message;
    case 'sourceAtPod':
      return sourceChanges(trace);
    case 'headersAtBackend':
      return nearHeader(check, trace);
    case 'cause':
    case 'pathAtBackend':
    case 'hostAtBackend':
    case 'crossesZone':
    case 'rcode':
    case 'addresses':
    case 'weights':
      return undefined;
    default:
      return member satisfies never;
  }
}

function missing(cluster: Cluster, references: readonly Reference[]): string | undefined {
  return references.map((reference) => missingText(cluster, reference)).find((text) => text !== undefined);
}

/** What led a request where it should not go: the rule of an Ingress, where there is one on the way. */
function decidingRule({ hops }: Trace): string | undefined {
  const rules = hops
    .filter(leads)
    .map(({ rule }) => rule)
    .filter(({ object }) => object !== undefined)
    .reverse();
  const rule = rules.find(({ object }) => object?.kind === 'Ingress') ?? rules[0];
  return rule === undefined ? undefined : `${fieldText(rule.object, rule.path)} leads there`;
}

function leads({ stage }: Hop): boolean {
  return stage === 'load-balancer' || stage === 'ingress' || stage === 'service';
}

/** A header that the pod gets under a name with other letters. */
function nearHeader({ expected }: Check, trace: Trace): string | undefined {
  const name = expected.slice(0, expected.indexOf(':')).toLowerCase();
  const headers = deliveredAt(trace)?.packet.http?.headers ?? [];
  const near = nearestName(
    name,
    headers.map((header) => header.name),
  );
  return near === undefined || near === name ? undefined : `the pod gets a header ${near}`;
}

/** Where the source address was changed, and to what. */
function sourceChanges({ hops }: Trace): string | undefined {
  const changes = hops.flatMap((hop) =>
    hop.changes.filter(({ field }) => field === 'source').map(({ to }) => `${to} at ${placeText(hop.place)}`),
  );
  return changes.length === 0 ? undefined : `the source becomes ${changes.join(', then ')}`;
}
