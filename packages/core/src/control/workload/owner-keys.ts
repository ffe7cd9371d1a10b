import type { ClusterChange } from '../../cluster/change.js';
import { keyOf, type Kind, type KubernetesObject, type ObjectKey } from '../../object/object.js';
import { controllerKey } from './ownership.js';

/** Every object that a change touches, as it was and as it is. */
export function* touched(change: ClusterChange): Generator<KubernetesObject> {
  yield* change.added;
  for (const { from, to } of change.updated) {
    yield from;
    yield to;
  }
  yield* change.removed;
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
