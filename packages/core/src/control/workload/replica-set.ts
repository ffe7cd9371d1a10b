import type { Cluster } from '../../cluster/cluster.js';
import type { Write } from '../../cluster/write.js';
import type { ReplicaSet, ReplicationController } from '../../object/workload.js';
import type { Controller } from '../controller.js';
import { ownerKeys } from './owner-keys.js';
import { mostPods } from './most-pods.js';
import { podsOf } from './ownership.js';
import { isActive } from './pod-state.js';
import { makePods, removePods } from './replicas.js';

/**
 * Keeps the wanted number of pods of each ReplicaSet.
 *
 * @see kubernetes/kubernetes pkg/controller/replicaset/replica_set.go
 */
export const replicaSetController: Controller = {
  name: 'replicaset',
  keysFor: (change) => ownerKeys(change, 'ReplicaSet'),
  reconcile(cluster, key) {
    const set = cluster.get('ReplicaSet', key);
    return set === undefined ? [] : keepReplicas(cluster, set);
  },
};

/** Keeps the wanted number of pods of each ReplicationController, the elder of the ReplicaSet. */
export const replicationController: Controller = {
  name: 'replicationcontroller',
  keysFor: (change) => ownerKeys(change, 'ReplicationController'),
  reconcile(cluster, key) {
    const set = cluster.get('ReplicationController', key);
    return set === undefined ? [] : keepReplicas(cluster, set);
  },
};

function keepReplicas(cluster: Cluster, owner: ReplicaSet | ReplicationController): readonly Write[] {
  const pods = podsOf(cluster, owner).filter(isActive);
  const missing = Math.min(owner.spec.replicas, mostPods) - pods.length;
  return missing >= 0
    ? makePods(
        cluster,
        owner,
        owner.spec.template,
        Array.from({ length: missing }, () => ({})),
      )
    : removePods(cluster, owner, pods, -missing);
}
