import type { Cluster } from '../../cluster/cluster.js';
import type { KubernetesObject, ObjectKey } from '../../object/object.js';
import type { ObjectMeta, OwnerReference } from '../../object/metadata.js';
import type { Pod } from '../../object/pod.js';

/** The reference to the controller that keeps an object, if one does. @public */
export function controllerOf(object: KubernetesObject): OwnerReference | undefined {
  return object.metadata.ownerReferences.find((reference) => reference.controller);
}

/** The key of the controller of this kind that keeps the object; undefined when none of this kind does. */
export function controllerKey(object: KubernetesObject, kind: string): ObjectKey | undefined {
  const reference = controllerOf(object);
  return reference?.kind === kind ? `${object.metadata.namespace}/${reference.name}` : undefined;
}

/**
 * Whether `owner` keeps the object. Owners go by kind and name: in manifests there are no uids, and an owner takes what
 * it owns along when it goes.
 */
export function isControlledBy(object: KubernetesObject, owner: KubernetesObject): boolean {
  const reference = controllerOf(object);
  return reference?.kind === owner.kind && reference.name === owner.metadata.name;
}

/** The pods that `owner` keeps, sorted by name. */
export function podsOf(cluster: Cluster, { kind, metadata }: KubernetesObject): readonly Pod[] {
  return cluster.ownedBy('Pod', { kind, namespace: metadata.namespace, name: metadata.name });
}

/** What an object that `owner` makes or adopts says of it. */
export function referenceTo(owner: KubernetesObject): OwnerReference {
  const { apiVersion, kind, metadata } = owner;
  return { apiVersion, kind, name: metadata.name, uid: metadata.uid, controller: true };
}

/** The metadata of an object that `owner` adopted. */
export function adoptedBy(owner: KubernetesObject, metadata: ObjectMeta): ObjectMeta {
  return { ...metadata, ownerReferences: [...metadata.ownerReferences, referenceTo(owner)] };
}

/** The metadata of an object that its controller let go. */
export function released(metadata: ObjectMeta): ObjectMeta {
  return {
    ...metadata,
    ownerReferences: metadata.ownerReferences.filter((reference) => !reference.controller),
  };
}
