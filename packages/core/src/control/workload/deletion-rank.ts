import type { Pod } from '../../object/pod.js';
import { isReady } from '../../object/readiness.js';
import type { Pace } from '../controller.js';

/** Sorts behind every date: a pod without creation time was made by the model, after those that were given. */
const undated = '~';

const phaseRank = { Pending: 0, Unknown: 1, Running: 2, Succeeded: 2, Failed: 2 } as const;

/** What more is minded where time passes. */
export interface DeletionPace extends Pace {
  /** The active pods that are counted on the nodes, those of sibling sets included. */
  readonly related: readonly Pod[];
}

/**
 * The pods in the order in which a ReplicaSet gives them up when it scales down: unassigned before assigned, Pending
 * before Running, not ready before ready, lower deletion cost, more siblings on the node, with a pace those that were
 * ready for less time, the newer ones.
 *
 * @param incarnationOf tells the newer of pods that carry no creation time
 * @see kubernetes/kubernetes pkg/controller/controller_utils.go, ActivePodsWithRanks
 */
export function inDeletionOrder(
  pods: readonly Pod[],
  incarnationOf: (pod: Pod) => number,
  pace?: DeletionPace,
): readonly Pod[] {
  const siblings = new Map<string, number>();
  for (const { spec } of pace?.related ?? pods) {
    if (spec.nodeName !== undefined) siblings.set(spec.nodeName, (siblings.get(spec.nodeName) ?? 0) + 1);
  }
  return pods
    .map((pod) => ({
      pod,
      created: pod.metadata.creationTimestamp ?? undated,
      ranks: [
        pod.spec.nodeName === undefined ? 0 : 1,
        phaseRank[pod.status.phase],
        isReadyAt(pod, pace) ? 1 : 0,
        deletionCost(pod),
        -(siblings.get(pod.spec.nodeName ?? '') ?? 0),
      ],
      readySeconds: pace?.readySeconds(pod),
      incarnation: incarnationOf(pod),
    }))
    .sort(
      (a, b) =>
        compareRanks(a.ranks, b.ranks) ||
        compareReadiness(a, b) ||
        compareText(b.created, a.created) ||
        b.incarnation - a.incarnation ||
        compareText(a.pod.metadata.name, b.pod.metadata.name),
    )
    .map(({ pod }) => pod);
}

function isReadyAt(pod: Pod, pace: Pace | undefined): boolean {
  return pace === undefined ? isReady(pod) : pace.readySeconds(pod) !== undefined;
}

interface Readiness {
  readonly pod: Pod;
  readonly readySeconds: number | undefined;
}

/**
 * Ready for less time goes first, but times of the same power of two (in nanoseconds) count as equal: then the uid
 * decides, so that not always the pods of the same failure domain go.
 *
 * @see kubernetes/kubernetes pkg/controller/controller_utils.go, logarithmicRankDiff
 */
function compareReadiness(a: Readiness, b: Readiness): number {
  if (a.readySeconds === b.readySeconds) return 0;
  return (
    bucketOf(a.readySeconds) - bucketOf(b.readySeconds) || compareText(a.pod.metadata.uid, b.pod.metadata.uid)
  );
}

function bucketOf(seconds: number = 0): number {
  return seconds > 0 ? Math.floor(Math.log2(seconds * 1e9)) : -1;
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
