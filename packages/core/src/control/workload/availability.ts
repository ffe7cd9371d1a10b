import type { Pod } from '../../object/pod.js';
import type { Pace } from '../controller.js';
import { isActive } from './pod-state.js';

/**
 * Whether a pod counts as available: Ready, and for longer than `minReadySeconds` unless these are 0.
 *
 * @see kubernetes/kubernetes pkg/api/v1/pod/util.go, IsPodAvailable
 */
export function isAvailable(pod: Pod, minReadySeconds: number, pace: Pace): boolean {
  const seconds = pace.readySeconds(pod);
  return seconds !== undefined && (minReadySeconds === 0 || seconds > minReadySeconds);
}

/** How many of the pods a controller counts as its own and available. */
export function availableOf(pods: readonly Pod[], minReadySeconds: number, pace: Pace): number {
  return pods.filter((pod) => isActive(pod) && isAvailable(pod, minReadySeconds, pace)).length;
}
