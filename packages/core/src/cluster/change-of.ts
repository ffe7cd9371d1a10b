import { keyOf, type Kind, type KubernetesObject, type ObjectKey } from '../object/object.js';
import type { ClusterChange } from './change.js';
import type { Cluster } from './cluster.js';
import type { Write } from './write.js';

/** What becomes of the objects of a cluster by these writes; of several for one object the last one counts. @public */
export function changeOf(cluster: Pick<Cluster, 'get'>, writes: readonly Write[]): ClusterChange {
  const added: KubernetesObject[] = [];
  const updated: ClusterChange['updated'][number][] = [];
  const removed: KubernetesObject[] = [];
  for (const [kind, objects] of lastOf(writes)) {
    for (const [key, to] of objects) {
      const from = cluster.get(kind, key);
      if (from === to) continue;
      if (from === undefined) added.push(...(to === undefined ? [] : [to]));
      else if (to === undefined) removed.push(from);
      else updated.push({ from, to });
    }
  }
  return { added, updated, removed };
}

type LastObjects = ReadonlyMap<Kind, ReadonlyMap<ObjectKey, KubernetesObject | undefined>>;

function lastOf(writes: readonly Write[]): LastObjects {
  const kinds = new Map<Kind, Map<ObjectKey, KubernetesObject | undefined>>();
  const note = (kind: Kind, key: ObjectKey, object?: KubernetesObject): void => {
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, new Map([[key, object]]));
    else known.set(key, object);
  };
  for (const write of writes) {
    if (write.kind === 'put') note(write.object.kind, keyOf(write.object), write.object);
    else if (write.kind === 'remove') note(write.objectKind, write.key);
  }
  return kinds;
}
