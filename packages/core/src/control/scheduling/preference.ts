import type { Cluster } from '../../cluster/cluster.js';
import type { Node, Taint } from '../../object/node.js';
import type { Pod } from '../../object/pod.js';
import { zoneOf } from '../node/zone.js';
import type { Placements } from './placements.js';
import { fitsTerm } from './node-affinity.js';
import { affinityScore } from './pod-affinity.js';
import { tolerates } from './taints.js';
import { spreadScore } from './topology-spread.js';

/**
 * The best of the nodes that a pod fits: without untolerated PreferNoSchedule taint, then by the affinity to nodes and
 * pods and by the spread that the pod prefers, then with the fewest pods of the same owner in its zone and on itself,
 * then with the fewest pods, then the first by name. The real scheduler weighs these and more against each other, and
 * draws among equals.
 *
 * @see kubernetes/kubernetes pkg/scheduler/framework/plugins/nodeaffinity/node_affinity.go, Score
 * @see kubernetes/website content/en/docs/concepts/scheduling-eviction/topology-spread-constraints.md, cluster-level
 *   default constraints
 */
export function preferredNode(
  cluster: Cluster,
  placements: Placements,
  pod: Pod,
  nodes: readonly Node[],
): Node | undefined {
  if (nodes.length < 2) return nodes[0];
  const siblings = placements.siblingsOf(pod);
  const perZone = new Map<string, number>();
  for (const [name, count] of siblings) {
    const node = cluster.get('Node', name);
    const zone = (node && zoneOf(node)) ?? '';
    perZone.set(zone, (perZone.get(zone) ?? 0) + count);
  }
  const wish = nodeScore(pod);
  const affinity = affinityScore(placements, pod);
  const spread = spreadScore(placements, pod, cluster.list('Node'));
  let best: Candidate | undefined;
  for (const node of nodes) {
    const { name } = node.metadata;
    const candidate: Candidate = {
      node,
      avoided: node.spec.taints.filter((taint) => isAvoided(pod, taint)).length,
      unwanted: -((wish?.(node) ?? 0) + (affinity?.(node) ?? 0)),
      uneven: spread?.(node) ?? 0,
      inZone: perZone.get(zoneOf(node) ?? '') ?? 0,
      siblings: siblings.get(name) ?? 0,
      pods: placements.podsOn(name),
    };
    if (best === undefined || compare(candidate, best) < 0) best = candidate;
  }
  return best?.node;
}

interface Candidate {
  readonly node: Node;
  readonly avoided: number;
  readonly unwanted: number;
  readonly uneven: number;
  readonly inZone: number;
  readonly siblings: number;
  readonly pods: number;
}

/** Nodes come sorted by name, and of equal ones the first stays. */
function compare(a: Candidate, b: Candidate): number {
  return (
    a.avoided - b.avoided ||
    a.unwanted - b.unwanted ||
    lessFirst(a.uneven, b.uneven) ||
    a.inZone - b.inZone ||
    a.siblings - b.siblings ||
    a.pods - b.pods
  );
}

/** The order of two numbers, of which both may be infinite. */
function lessFirst(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** How much a pod would like to be on a node for what the node is; undefined where it has no such wish. */
function nodeScore({ spec: { preferredNodeAffinity } }: Pod): ((node: Node) => number) | undefined {
  return (
    preferredNodeAffinity &&
    ((node) =>
      preferredNodeAffinity.reduce(
        (sum, { weight, preference }) => sum + (fitsTerm(preference, node) ? weight : 0),
        0,
      ))
  );
}

function isAvoided(pod: Pod, taint: Taint): boolean {
  return taint.effect === 'PreferNoSchedule' && !tolerates(pod.spec.tolerations, taint);
}
