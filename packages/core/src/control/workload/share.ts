import type { DaemonSet, Deployment } from '../../object/workload.js';

/** How many pods a rollout may have too many and too few. */
export interface Fenceposts {
  readonly maxSurge: number;
  readonly maxUnavailable: number;
}

/**
 * The fenceposts of a Deployment in pods: surge is rounded up, unavailable down; where both come to nothing, one pod may
 * be unavailable, since nothing would ever happen otherwise. A Deployment that recreates its pods has none.
 *
 * @see kubernetes/kubernetes pkg/controller/deployment/util/deployment_util.go, ResolveFenceposts
 */
export function fencepostsOf({ spec: { replicas, strategy } }: Deployment): Fenceposts {
  if (strategy.type === 'Recreate') return { maxSurge: 0, maxUnavailable: 0 };
  const maxSurge = shareOf(strategy.maxSurge, replicas, Math.ceil);
  const maxUnavailable = shareOf(strategy.maxUnavailable, replicas, Math.floor);
  return { maxSurge, maxUnavailable: maxSurge === 0 && maxUnavailable === 0 ? 1 : maxUnavailable };
}

/**
 * The fenceposts of a DaemonSet in nodes; both are rounded up.
 *
 * @see kubernetes/kubernetes pkg/controller/daemon/update.go, updatedDesiredNodeCounts
 */
export function daemonFencepostsOf({ spec }: DaemonSet, nodes: number): Fenceposts {
  const maxSurge = shareOf(spec.maxSurge, nodes, Math.ceil);
  const maxUnavailable = shareOf(spec.maxUnavailable, nodes, Math.ceil);
  return { maxSurge, maxUnavailable: maxSurge === 0 && maxUnavailable === 0 ? 1 : maxUnavailable };
}

/** @see kubernetes/apimachinery pkg/util/intstr/intstr.go, GetScaledValueFromIntOrPercent */
function shareOf(share: number | string, of: number, round: (value: number) => number): number {
  if (typeof share === 'number') return share;
  const [, percent] = /^(\d+)%$/.exec(share) ?? [];
  return percent === undefined ? 0 : round((Number(percent) * of) / 100);
}
