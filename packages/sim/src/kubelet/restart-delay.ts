const second = 1_000;
const first = 10 * second;

/** No kubelet can be told to wait less. @see kubernetes/enhancements KEP-4603, maxContainerRestartPeriod */
const least = second;

/**
 * How long a container that ended waits for its next start, counted from its end. The first restart is at once; then the
 * time doubles from 10 s up to the longest.
 *
 * @see kubernetes/kubernetes pkg/kubelet/kuberuntime/kuberuntime_manager.go, doBackOff; KEP-4603
 */
export function restartDelay(restarts: number, longest: number): number {
  return restarts === 0 ? 0 : Math.min(first * 2 ** (restarts - 1), Math.max(longest, least));
}

/** Whether a run was so long that the times begin anew. */
export function forgetsRestarts(ranFor: number, longest: number): boolean {
  return ranFor >= 2 * Math.max(longest, least);
}
