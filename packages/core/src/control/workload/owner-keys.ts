import type { ClusterChange } from '../../cluster/change.js';
import { keyOf, type Kind, type KubernetesObject, type ObjectKey } from '../../object/object.js';
import { controllerKey } from './ownership.js';

const remembered = new WeakMap<ClusterChange, readonly KubernetesObject[]>();

/** Every object that a change touches, as it was and as it is. Each controller asks for them, so they are remembered. */
export function touched(change: ClusterChange): readonly KubernetesObject[] {
  let objects = remembered.get(change);
  if (objects === undefined) {
    const { added, updated, removed } = change;
    objects = [...added, ...updated.flatMap(({ from, to }) => [from, to]), ...removed];
    remembered.set(change, objects);
  }
  return objects;
}

/** The keys of the owners of one kind that a change concerns: themselves, or what they keep. */
export function* ownerKeys(change: ClusterChange, kind: Kind): Generator<ObjectKey> {
  for (const object of touched(change)) {
    if (object.kind === kind) yield keyOf(object);
    else if (object.kind === 'Pod' || object.kind === 'ReplicaSet') {
      const key = controllerKey(object, kind);
      if (key !== undefined) yield key;
    }
  }
}
