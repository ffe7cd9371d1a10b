import type { Cluster } from '../../cluster/cluster.js';
import type { Node } from '../../object/node.js';
import type { Pod } from '../../object/pod.js';
import { zoneOf } from '../node/zone.js';
import { controllerOf } from '../workload/ownership.js';
import { isFinished } from '../workload/pod-state.js';
import { tolerates } from './taints.js';

/**
 * The best of the nodes that a pod fits: without untolerated PreferNoSchedule taint, then with the fewest pods of the
 * same owner in its zone and on itself, then with the fewest pods, then the first by name. The real scheduler weighs
 * these and more against each other, and draws among equals.
 *
 * @see kubernetes/website content/en/docs/concepts/scheduling-eviction/topology-spread-constraints.md, cluster-level
 *   default constraints
 */
export function preferredNode(cluster: Cluster, pod: Pod, nodes: readonly Node[]): Node | undefined {
  if (nodes.length < 2) return nodes[0];
  const siblings = siblingsPerNode(cluster, pod);
  const perZone = new Map<string, number>();
  for (const [name, count] of siblings) {
    const node = cluster.get('Node', name);
    const zone = (node && zoneOf(node)) ?? '';
    perZone.set(zone, (perZone.get(zone) ?? 0) + count);
  }
  let best: Node | undefined;
  let bestRanks: readonly number[] = [];
  for (const node of nodes) {
    const { name } = node.metadata;
    const ranks = [
      node.spec.taints.filter((taint) => isAvoided(pod, taint)).length,
      perZone.get(zoneOf(node) ?? '') ?? 0,
      siblings.get(name) ?? 0,
      cluster.podsOnNode(name).length,
    ];
    if (best === undefined || isLess(ranks, bestRanks)) {
      best = node;
      bestRanks = ranks;
    }
  }
  return best;
}

function siblingsPerNode(cluster: Cluster, pod: Pod): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const owner = controllerOf(pod);
  if (owner === undefined) return counts;
  const { namespace } = pod.metadata;
  for (const sibling of cluster.ownedBy('Pod', { kind: owner.kind, namespace, name: owner.name })) {
    const { nodeName } = sibling.spec;
    if (nodeName !== undefined && !isFinished(sibling)) counts.set(nodeName, (counts.get(nodeName) ?? 0) + 1);
  }
  return counts;
}

function isAvoided(pod: Pod, taint: Node['spec']['taints'][number]): boolean {
  return taint.effect === 'PreferNoSchedule' && !tolerates(pod.spec.tolerations, taint);
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  for (const [index, rank] of a.entries()) {
    const other = b[index] ?? 0;
    if (rank !== other) return rank < other;
  }
  return false;
}
