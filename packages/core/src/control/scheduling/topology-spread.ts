import type { Node } from '../../object/node.js';
import type { Pod, TopologySpreadConstraint } from '../../object/pod.js';
import { fitsNodeAffinity } from './node-affinity.js';
import type { Placements } from './placements.js';
import type { Obstacle } from './pod-affinity.js';
import { isOwnKind } from './pod-term.js';
import { untoleratedTaint } from './taints.js';

const uneven = "node(s) didn't match pod topology spread constraints";

/** A constraint, and how many of its pods each place has among the nodes that count. */
interface Spread {
  readonly constraint: TopologySpreadConstraint;
  readonly perPlace: ReadonlyMap<string, number>;
}

/**
 * What the topology spread constraints that must hold say of nodes: no place may have so many pods more than the one with
 * the fewest. Pods that are being deleted do not count.
 *
 * @see kubernetes/kubernetes pkg/scheduler/framework/plugins/podtopologyspread/filtering.go
 */
export function spreadObstacle(
  placements: Placements,
  pod: Pod,
  nodes: readonly Node[],
): Obstacle | undefined {
  const spreads = spreadsOf(placements, pod, nodes, 'DoNotSchedule');
  if (spreads.length === 0) return undefined;
  const limits = spreads.map(({ constraint, perPlace }) => {
    const { minDomains = 1, maxSkew } = constraint;
    const fewest = perPlace.size < minDomains ? 0 : Math.min(...perPlace.values());
    return { constraint, perPlace, most: maxSkew + fewest - (isOwnKind(constraint, pod) ? 1 : 0) };
  });
  return ({ metadata: { labels } }) => {
    for (const { constraint, perPlace, most } of limits) {
      const place = labels[constraint.topologyKey];
      if (place === undefined) return `${uneven} (missing required label)`;
      if ((perPlace.get(place) ?? 0) > most) return uneven;
    }
    return undefined;
  };
}

/**
 * How uneven the pods would be spread with the pod on a node, by the constraints that should hold; undefined where it
 * has none.
 *
 * @see kubernetes/kubernetes pkg/scheduler/framework/plugins/podtopologyspread/scoring.go
 */
export function spreadScore(
  placements: Placements,
  pod: Pod,
  nodes: readonly Node[],
): ((node: Node) => number) | undefined {
  const spreads = spreadsOf(placements, pod, nodes, 'ScheduleAnyway');
  if (spreads.length === 0) return undefined;
  return ({ metadata: { labels } }) =>
    spreads.reduce((sum, { constraint, perPlace }) => {
      const place = labels[constraint.topologyKey];
      if (place === undefined) return Number.POSITIVE_INFINITY;
      // A place among few may have more than one among many.
      return sum + (perPlace.get(place) ?? 0) * Math.log(perPlace.size + 2) + constraint.maxSkew - 1;
    }, 0);
}

function spreadsOf(
  placements: Placements,
  pod: Pod,
  nodes: readonly Node[],
  action: TopologySpreadConstraint['whenUnsatisfiable'],
): readonly Spread[] {
  const constraints = pod.spec.topologySpreadConstraints?.filter(
    ({ whenUnsatisfiable }) => whenUnsatisfiable === action,
  );
  if (constraints === undefined || constraints.length === 0) return [];
  // A node that lacks a label of one constraint counts for none.
  const complete = nodes.filter(({ metadata: { labels } }) =>
    constraints.every(({ topologyKey }) => labels[topologyKey] !== undefined),
  );
  return constraints.map((constraint) => {
    const { perNode } = placements.tally(placements.terms.ofSpread(constraint, pod));
    const perPlace = new Map<string, number>();
    for (const node of complete) {
      if (!counts(constraint, pod, node)) continue;
      const place = node.metadata.labels[constraint.topologyKey] ?? '';
      perPlace.set(place, (perPlace.get(place) ?? 0) + (perNode.get(node.metadata.name) ?? 0));
    }
    return { constraint, perPlace };
  });
}

/** Whether a constraint looks at a node. @see kubernetes/kubernetes pkg/scheduler/framework/plugins/podtopologyspread/common.go, matchNodeInclusionPolicies */
function counts(
  { nodeAffinityPolicy, nodeTaintsPolicy }: TopologySpreadConstraint,
  { spec }: Pod,
  node: Node,
): boolean {
  if (nodeAffinityPolicy === 'Honor' && !fitsNodeAffinity(spec, node)) return false;
  return (
    nodeTaintsPolicy === 'Ignore' ||
    untoleratedTaint(node, spec.tolerations, ['NoSchedule', 'NoExecute']) === undefined
  );
}
