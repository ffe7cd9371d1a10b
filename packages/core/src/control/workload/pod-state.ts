import type { Condition } from '../../object/node.js';
import type { Pod } from '../../object/pod.js';

/** The condition of this type, if the pod has one. @public */
export function conditionOf(pod: Pod, type: string): Condition | undefined {
  return pod.status.conditions.find((condition) => condition.type === type);
}

/** Whether the pod's containers have ended for good. @public */
export function isFinished(pod: Pod): boolean {
  return pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
}

/** Whether a controller counts the pod among its replicas. @see kubernetes/kubernetes pkg/controller/controller_utils.go, IsPodActive @public */
export function isActive(pod: Pod): boolean {
  return !isFinished(pod) && pod.metadata.deletionTimestamp === undefined;
}
