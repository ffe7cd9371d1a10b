import type { Cluster } from '../cluster/cluster.js';
import type { LoadBalancer } from '../cluster/infrastructure.js';
import type { Assumption } from '../problem/assumption.js';
import type { LoadBalancerTarget } from '../trace/hop.js';

const zoneLabel = 'topology.kubernetes.io/zone';

/** The shares of targets, and what these take for granted. */
export interface Shares {
  /** Of each target, in their order. */
  readonly probabilities: readonly number[];
  readonly assumptions: readonly Assumption[];
}

/**
 * How connections are spread over the targets that take them: each as much as the others, but for a load balancer that
 * keeps them in the zone where they come in. That one has an address in every zone, clients take each as often as the
 * others, and a zone without a target is not told to them.
 *
 * @see awsdocs/elb-user-guide how-elastic-load-balancing-works.md, cross-zone load balancing
 * @see kubernetes/ingress-gce pkg/neg/syncers/subsets.go
 */
export function sharesOf(
  cluster: Cluster,
  balancer: LoadBalancer,
  targets: readonly LoadBalancerTarget[],
): Shares {
  const assumptions = subsetOf(balancer, targets);
  const zones = targets.map(({ node }) => cluster.get('Node', node)?.metadata.labels[zoneLabel]);
  const counts = new Map<string | undefined, number>();
  for (const zone of zones) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  if (balancer.traits.crossZone !== false || counts.size < 2) {
    return { probabilities: targets.map(() => 1 / targets.length), assumptions };
  }
  if (counts.has(undefined)) {
    const text = 'The zones of some nodes are not known; every target is taken to get an equal share.';
    const state = `Give the nodes the label ${zoneLabel}.`;
    return {
      probabilities: targets.map(() => 1 / targets.length),
      assumptions: [...assumptions, byZone(balancer, text, state)],
    };
  }
  const text = `The load balancer is taken to be in the ${counts.size} zones of its targets, and clients to ask each zone as often as the others.`;
  const state = 'Look at the subnets of the load balancer, or turn cross-zone load balancing on.';
  return {
    probabilities: zones.map((zone) => 1 / counts.size / (counts.get(zone) ?? 1)),
    assumptions: [...assumptions, byZone(balancer, text, state)],
  };
}

function byZone({ owner }: LoadBalancer, message: string, state: string): Assumption {
  return { code: 'load-balancer-zones', object: owner, message, state };
}

/** Which nodes a load balancer picks that takes some only, nobody knows. */
function subsetOf(
  { owner, targetType, traits: { backends } }: LoadBalancer,
  targets: readonly LoadBalancerTarget[],
): readonly Assumption[] {
  if (backends === undefined || targetType === 'pod' || targets.length <= backends.max) return [];
  return [
    {
      code: 'load-balancer-subset',
      object: owner,
      message: `The load balancer takes ${backends.max} of the ${targets.length} nodes, and which is not known; each is taken to get an equal share.`,
    },
  ];
}
