import type { Cluster } from '../../cluster/cluster.js';
import type { Write } from '../../cluster/write.js';
import type { ReplicaSet, ReplicationController } from '../../object/workload.js';
import type { Controller } from '../controller.js';
import { ownerKeys } from './owner-keys.js';
import { podsOf } from './ownership.js';
import { isActive } from './pod-state.js';
import { makePods, removePods } from './replicas.js';

/** How many pods one look makes at most; the next look makes more. @see kubernetes/kubernetes pkg/controller/replicaset/replica_set.go, BurstReplicas */
const burst = 500;

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
  const missing = owner.spec.replicas - pods.length;
  return missing >= 0
    ? makePods(cluster, owner, owner.spec.template, new Array<object>(Math.min(missing, burst)).fill({}))
    : removePods(cluster, owner, pods, -missing);
}
