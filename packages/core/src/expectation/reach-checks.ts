import type { Cluster } from '../cluster/cluster.js';
import { outcomeText } from '../explain/outcome-text.js';
import type { ObjectReference } from '../problem/problem.js';
import { objectsAtBalancer } from '../trace/at-balancer.js';
import type { Hop } from '../trace/hop.js';
import type { Trace } from '../trace/trace.js';
import type { Check } from './check.js';
import { deliveredAt } from './delivered.js';
import type { WayExpectation } from './expectation.js';
import { ExpectationError } from './expectation.js';
import type { Reference } from './reference.js';
import { comesTo, isAt, readReference, referenceText } from './reference.js';

/** What an expectation says of the objects that a request comes to. */
export function reachChecks(cluster: Cluster, { reaches, neverReaches }: WayExpectation): readonly Check[] {
  const checks: Check[] = [];
  if (reaches !== undefined) {
    const wanted = referencesIn('reaches', reaches);
    checks.push({
      member: 'reaches',
      expected: wanted.map(({ text }) => text).join(' or '),
      instead: (trace) =>
        wanted.some((reference) => comesTo(cluster, trace.hops, reference)) ? undefined : reachedText(trace),
      told: toldBy(cluster, wanted),
      references: wanted,
    });
  }
  if (neverReaches !== undefined) {
    const unwanted = referencesIn('neverReaches', neverReaches);
    checks.push({
      member: 'neverReaches',
      expected: unwanted.map(({ text }) => `not ${text}`).join(', '),
      instead: (trace) =>
        unwanted.some((reference) => comesTo(cluster, trace.hops, reference))
          ? reachedText(trace)
          : undefined,
      told: toldBy(cluster, unwanted),
      references: unwanted,
    });
  }
  return checks;
}

/** The objects that a member names, at least one: of no object nothing can be expected. */
function referencesIn(
  member: 'reaches' | 'neverReaches',
  written: string | readonly string[],
): readonly Reference[] {
  const texts = [written].flat();
  if (texts.length === 0) throw new ExpectationError(member, 'name at least one object');
  return texts.map((text) => readReference(member, text));
}

/** Ways to one pod through different objects are told apart. */
export function toldBy(cluster: Cluster, references: readonly Reference[]): (hops: readonly Hop[]) => string {
  return (hops) =>
    references.map((reference) => (hops.some((hop) => isAt(cluster, hop, reference)) ? '1' : '0')).join('');
}

/** The objects that a request came to, the last of each kind; or what came of it, where no process took it. */
export function reachedText({ hops, outcome }: Trace): string {
  const objects = hops.flatMap(objectsAt).map(referenceText);
  const last = objects.filter(
    (text, index) => !objects.slice(index + 1).some((later) => kindIn(later) === kindIn(text)),
  );
  if (deliveredAt({ hops }) !== undefined) return last.join(', ');
  return last.length === 0 ? outcomeText(outcome) : `${outcomeText(outcome)}, after ${last.join(', ')}`;
}

function kindIn(text: string): string {
  return text.slice(0, text.indexOf('/'));
}

function objectsAt(hop: Hop): readonly ObjectReference[] {
  switch (hop.stage) {
    case 'service':
      return [hop.service];
    case 'ingress':
      return [hop.ingress, hop.backend?.service].filter((object) => object !== undefined);
    case 'load-balancer':
      return objectsAtBalancer(hop);
    case 'pod':
      return [hop.workload ?? hop.pod];
    case 'client':
    case 'dns':
    case 'node':
    case 'network-policy':
      return [];
    default:
      return hop satisfies never;
  }
}
