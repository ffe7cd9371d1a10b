import type { Condition, Node, Pod } from '@kubehop/core';
import { hostIPsOf } from '@kubehop/core/engine';

/** How the processes of a pod fare. */
export interface PodProgress {
  /** `Succeeded` and `Failed` once nothing will run any more. */
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed';
  readonly isInitialized: boolean;
  readonly containersReady: boolean;
  readonly podIPs: readonly string[];
}

/**
 * The status that the kubelet writes.
 *
 * @see kubernetes/kubernetes pkg/kubelet/status/generate.go
 */
export function podStatus(pod: Pod, node: Node, progress: PodProgress): Pod['status'] {
  const [podIP] = progress.podIPs;
  const [hostIP] = hostIPsOf(node);
  const own: readonly Condition[] = [
    { type: 'PodScheduled', status: 'True' },
    condition('Initialized', progress.isInitialized),
    condition('ContainersReady', progress.containersReady),
    condition('Ready', progress.containersReady && passesGates(pod)),
  ];
  const names = new Set(own.map(({ type }) => type));
  const others = pod.status.conditions.filter(({ type }) => !names.has(type));
  return {
    ...pod.status,
    phase: progress.phase,
    ...(hostIP === undefined ? {} : { hostIP }),
    ...(podIP === undefined ? {} : { podIP }),
    podIPs: progress.podIPs,
    conditions: [...own, ...others],
  };
}

function condition(type: string, holds: boolean): Condition {
  return { type, status: holds ? 'True' : 'False' };
}

/** A gate without a condition counts as not passed. @see kubernetes/kubernetes pkg/kubelet/status/generate.go, GeneratePodReadyCondition */
function passesGates({ spec, status }: Pod): boolean {
  return (spec.readinessGates ?? []).every(({ conditionType }) =>
    status.conditions.some(({ type, status: value }) => type === conditionType && value === 'True'),
  );
}
