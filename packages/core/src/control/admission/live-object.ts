import type { KubernetesObject } from '../../object/object.js';

/** Whether an object was read out of a running cluster: only there has it a time of creation. What its API server let pass is let pass here. */
export function isFromLiveCluster(object: KubernetesObject): boolean {
  return object.metadata.creationTimestamp !== undefined;
}
