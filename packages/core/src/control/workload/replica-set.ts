import type { Cluster } from '../../cluster/cluster.js';
import type { Write } from '../../cluster/write.js';
import type { Pod } from '../../object/pod.js';
import type { ReplicaSet, ReplicationController } from '../../object/workload.js';
import type { Controller, Pace } from '../controller.js';
import { ownerKeys } from './owner-keys.js';
import { mostPods } from './most-pods.js';
import { controllerOf, podsOf } from './ownership.js';
import { isActive } from './pod-state.js';
import { makePods, removePods } from './replicas.js';

/** How many pods a set makes or gives up at one time. @see kubernetes/kubernetes pkg/controller/replicaset/replica_set.go, BurstReplicas */
const burst = 500;

/**
 * Keeps the wanted number of pods of each ReplicaSet.
 *
 * @see kubernetes/kubernetes pkg/controller/replicaset/replica_set.go
 */
export const replicaSetController: Controller = {
  name: 'replicaset',
  keysFor: (change) => ownerKeys(change, 'ReplicaSet'),
  reconcile(cluster, key, pace) {
    const set = cluster.get('ReplicaSet', key);
    return set === undefined ? [] : keepReplicas(cluster, set, pace);
  },
};

/** Keeps the wanted number of pods of each ReplicationController, the elder of the ReplicaSet. */
export const replicationController: Controller = {
  name: 'replicationcontroller',
  keysFor: (change) => ownerKeys(change, 'ReplicationController'),
  reconcile(cluster, key, pace) {
    const set = cluster.get('ReplicationController', key);
    return set === undefined ? [] : keepReplicas(cluster, set, pace);
  },
};

function keepReplicas(
  cluster: Cluster,
  owner: ReplicaSet | ReplicationController,
  pace: Pace | undefined,
): readonly Write[] {
  if (pace !== undefined && owner.metadata.deletionTimestamp !== undefined) return [];
  const pods = podsOf(cluster, owner).filter(isActive);
  const missing = Math.min(owner.spec.replicas, mostPods) - pods.length;
  const amount = Math.min(Math.abs(missing), pace === undefined ? mostPods : burst);
  if (missing < 0) {
    const way = pace && { ...pace, related: relatedPods(cluster, owner).filter(isActive) };
    return removePods(cluster, owner, pods, amount, way);
  }
  return makePods(
    cluster,
    owner,
    owner.spec.template,
    Array.from({ length: amount }, () => ({})),
  );
}

/**
 * The pods of all sets of the same Deployment: a node that has many of them can spare one.
 *
 * @see kubernetes/kubernetes pkg/controller/replicaset/replica_set.go, getIndirectlyRelatedPods
 */
function relatedPods(cluster: Cluster, owner: ReplicaSet | ReplicationController): readonly Pod[] {
  const reference = controllerOf(owner);
  if (reference === undefined) return podsOf(cluster, owner);
  const { namespace } = owner.metadata;
  const above = { kind: reference.kind, namespace, name: reference.name };
  return cluster.ownedBy('ReplicaSet', above).flatMap((set) => podsOf(cluster, set));
}
