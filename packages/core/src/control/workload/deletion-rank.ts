import type { Pod } from '../../object/pod.js';
import { isReady } from '../../object/readiness.js';

/** Sorts behind every date: a pod without creation time was made by the model, after those that were given. */
const undated = '~';

const phaseRank = { Pending: 0, Unknown: 1, Running: 2, Succeeded: 2, Failed: 2 } as const;

/**
 * The pods in the order in which a ReplicaSet gives them up when it scales down: unassigned before assigned, Pending
 * before Running, not ready before ready, lower deletion cost, more siblings on the node, the newer ones.
 *
 * @param incarnationOf tells the newer of pods that carry no creation time
 * @see kubernetes/kubernetes pkg/controller/controller_utils.go, ActivePodsWithRanks
 */
export function inDeletionOrder(pods: readonly Pod[], incarnationOf: (pod: Pod) => number): readonly Pod[] {
  const siblings = new Map<string, number>();
  for (const { spec } of pods) {
    if (spec.nodeName !== undefined) siblings.set(spec.nodeName, (siblings.get(spec.nodeName) ?? 0) + 1);
  }
  return pods
    .map((pod) => ({
      pod,
      created: pod.metadata.creationTimestamp ?? undated,
      ranks: [
        pod.spec.nodeName === undefined ? 0 : 1,
        phaseRank[pod.status.phase],
        isReady(pod) ? 1 : 0,
        deletionCost(pod),
        -(siblings.get(pod.spec.nodeName ?? '') ?? 0),
      ],
      incarnation: incarnationOf(pod),
    }))
    .sort(
      (a, b) =>
        compareRanks(a.ranks, b.ranks) ||
        compareText(b.created, a.created) ||
        b.incarnation - a.incarnation ||
        compareText(a.pod.metadata.name, b.pod.metadata.name),
    )
    .map(({ pod }) => pod);
}

/** @see kubernetes/api core/v1/annotation_key_constants.go, PodDeletionCost */
function deletionCost(pod: Pod): number {
  const cost = Number(pod.metadata.annotations['controller.kubernetes.io/pod-deletion-cost'] ?? 0);
  return Number.isInteger(cost) ? cost : 0;
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [index, rank] of a.entries()) {
    const difference = rank - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
