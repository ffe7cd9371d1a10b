import type { Node } from './node.js';
import type { Pod } from './pod.js';

/** Whether the condition Ready of a pod or node is True. @public */
export function isReady({ status }: Pod | Node): boolean {
  return status.conditions.some((condition) => condition.type === 'Ready' && condition.status === 'True');
}
