import type { Cluster } from '../cluster/cluster.js';
import type { Pod } from '../object/pod.js';
import type { ObjectReference } from '../problem/problem.js';

const remembered = new WeakMap<Pod, ObjectReference>();

/** The workload that a pod belongs to in the end, a Deployment rather than its ReplicaSet; `undefined` for a bare pod. */
export function workloadOf(cluster: Cluster, pod: Pod): ObjectReference | undefined {
  const known = remembered.get(pod);
  if (known !== undefined) return known;
  const { namespace, ownerReferences } = pod.metadata;
  const owner = ownerReferences.find((reference) => reference.controller);
  if (owner === undefined) return undefined;
  const parent =
    owner.kind === 'ReplicaSet'
      ? cluster
          .get('ReplicaSet', `${namespace}/${owner.name}`)
          ?.metadata.ownerReferences.find((reference) => reference.controller)
      : undefined;
  const { kind, name } = parent ?? owner;
  const workload: ObjectReference = { kind, namespace, name };
  remembered.set(pod, workload);
  return workload;
}
