import type { Cluster } from '../cluster/cluster.js';
import type { AllTraces } from '../pipeline/trace-all.js';
import { distinct } from '../pipeline/distinct.js';
import type { ObjectReference } from '../problem/problem.js';
import { objectsAtBalancer } from '../trace/at-balancer.js';
import type { Hop } from '../trace/hop.js';
import type { Verdict } from './verdict.js';

/** What was taken for granted on the ways of a request, and what is wrong with the objects on them. */
export function touched(cluster: Cluster, all: AllTraces): Pick<Verdict, 'assumptions' | 'problems'> {
  const objects = new Set<string>();
  for (const { trace } of all.branches) {
    for (const object of [...trace.hops.flatMap(objectsAt), trace.outcome.cause.object]) {
      if (object !== undefined) objects.add(keyOf(object));
    }
  }
  return {
    assumptions: distinct(all.branches.flatMap(({ trace }) => trace.assumptions)),
    problems: cluster.problems.filter(({ object }) => objects.has(keyOf(object))),
  };
}

function keyOf({ kind, namespace = '', name }: ObjectReference): string {
  return `${kind}/${namespace}/${name}`;
}

function objectsAt(hop: Hop): readonly (ObjectReference | undefined)[] {
  return [hop.rule.object, ...ownObjects(hop)];
}

function ownObjects(hop: Hop): readonly (ObjectReference | undefined)[] {
  switch (hop.stage) {
    case 'service':
      return [hop.service];
    case 'ingress':
      return [hop.ingress, hop.backend?.service, hop.certificate?.secret];
    case 'network-policy':
      return [hop.pod];
    case 'pod':
      return [hop.pod, hop.workload];
    case 'node':
      return [{ kind: 'Node', name: hop.node }];
    case 'load-balancer':
      return objectsAtBalancer(hop);
    case 'client':
    case 'dns':
      return [];
    default:
      return hop satisfies never;
  }
}
