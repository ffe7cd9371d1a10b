import type { ClusterChange } from '../cluster/change.js';
import type { Cluster } from '../cluster/cluster.js';
import type { Write } from '../cluster/write.js';
import { keyOf, type KubernetesObject } from '../object/object.js';

/** What becomes of the objects of a cluster by these writes; of several for one object the last one counts. */
export function changeOf(cluster: Cluster, writes: readonly Write[]): ClusterChange {
  const last = new Map<
    string,
    { readonly from: KubernetesObject | undefined; readonly to?: KubernetesObject }
  >();
  for (const write of writes) {
    if (write.kind === 'put') {
      const { kind } = write.object;
      const key = keyOf(write.object);
      last.set(`${kind}/${key}`, { from: cluster.get(kind, key), to: write.object });
    } else if (write.kind === 'remove') {
      last.set(`${write.objectKind}/${write.key}`, { from: cluster.get(write.objectKind, write.key) });
    }
  }
  const added: KubernetesObject[] = [];
  const updated: ClusterChange['updated'][number][] = [];
  const removed: KubernetesObject[] = [];
  for (const { from, to } of last.values()) {
    if (from === to) continue;
    if (from === undefined) added.push(...(to === undefined ? [] : [to]));
    else if (to === undefined) removed.push(from);
    else updated.push({ from, to });
  }
  return { added, updated, removed };
}
