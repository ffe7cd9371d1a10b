import type { KubernetesObject } from '../../object/object.js';
import type { Pod } from '../../object/pod.js';
import type { ReplicaSet } from '../../object/workload.js';
import type { Owner } from '../cluster.js';
import { objectOrder } from '../order.js';
import type { IndexDefinition } from './multi-index.js';

/** Pods by the object that controls them; {@link ownerKey} makes the key. */
export const podsByOwner: IndexDefinition<string, Pod> = { keysOf: controllerKeys, order: objectOrder };

/** ReplicaSets by the object that controls them; {@link ownerKey} makes the key. */
export const replicaSetsByOwner: IndexDefinition<string, ReplicaSet> = {
  keysOf: controllerKeys,
  order: objectOrder,
};

/** The key of what an owner controls. */
export function ownerKey({ kind, namespace, name }: Owner): string {
  return `${kind}/${namespace}/${name}`;
}

/** An object has one controller at most. @see kubernetes/apimachinery pkg/apis/meta/v1/controller_ref.go, GetControllerOf */
function controllerKeys({ metadata: { namespace, ownerReferences } }: KubernetesObject): readonly string[] {
  const owner = ownerReferences.find(({ controller }) => controller);
  return owner === undefined ? [] : [ownerKey({ kind: owner.kind, namespace, name: owner.name })];
}
