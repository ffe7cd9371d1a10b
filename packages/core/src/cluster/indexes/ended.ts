import type { Pod } from '../../object/pod.js';

/** Whether all containers of a pod ended for good: it holds no address and no port any more. @see kubernetes/website concepts/workloads/pods/pod-lifecycle.md */
export function hasEnded(pod: Pod): boolean {
  return pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
}
