import { keyOf } from '../../object/object.js';
import type { Pod } from '../../object/pod.js';
import type { ReplicaSet } from '../../object/workload.js';
import type { Owner } from '../cluster.js';
import type { IndexDefinition } from './multi-index.js';

/** Pods by the object that controls them; {@link ownerKey} makes the key. */
export const podsByOwner: IndexDefinition<Pod> = { identityOf: keyOf, keysOf: ownerKeysOf };

/** ReplicaSets by the object that controls them. */
export const replicaSetsByOwner: IndexDefinition<ReplicaSet> = { identityOf: keyOf, keysOf: ownerKeysOf };

function ownerKeysOf({ metadata }: Pod | ReplicaSet): readonly string[] {
  return metadata.ownerReferences
    .filter((owner) => owner.controller)
    .map(({ kind, name }) => ownerKey({ kind, namespace: metadata.namespace, name }));
}

/** The key of what an owner controls. */
export function ownerKey({ kind, namespace, name }: Owner): string {
  return `${kind}/${namespace}/${name}`;
}
