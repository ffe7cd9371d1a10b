import type { ClusterChange } from '../../cluster/change.js';
import type { Cluster } from '../../cluster/cluster.js';
import { matchesLabels } from '../../object/label-selector.js';
import { keyOf, type ObjectKey } from '../../object/object.js';
import type { Pod } from '../../object/pod.js';
import type { Controller } from '../controller.js';
import { adoptedBy, controllerOf, released } from './ownership.js';
import { isPodOwner, type PodOwner, podOwnerOf, podOwnersIn, podSelectorOf } from './pod-owner.js';

/**
 * Gives a pod without controller to the first that selects it, and frees a pod whose labels its controller selects no
 * more: taking a label off a pod takes it out of its ReplicaSet, which makes another.
 *
 * @see kubernetes/kubernetes pkg/controller/controller_ref_manager.go, ClaimPods
 */
export const adoptionController: Controller = {
  name: 'adoption',
  keysFor,
  reconcile(cluster, key) {
    const pod = cluster.get('Pod', key);
    if (pod === undefined || pod.metadata.deletionTimestamp !== undefined) return [];
    if (controllerOf(pod) === undefined) {
      const owner = podOwnersIn(cluster, pod.metadata.namespace).find((candidate) => claims(candidate, pod));
      if (owner === undefined) return [];
      return [{ kind: 'put', object: { ...pod, metadata: adoptedBy(owner, pod.metadata) } }];
    }
    const owner = podOwnerOf(cluster, pod);
    if (owner === undefined || claims(owner, pod)) return [];
    return [{ kind: 'put', object: { ...pod, metadata: released(pod.metadata) } }];
  },
};

function* keysFor(change: ClusterChange, cluster: Cluster): Generator<ObjectKey> {
  for (const object of change.added) {
    if (object.kind === 'Pod' && controllerOf(object) === undefined) yield keyOf(object);
    else if (isPodOwner(object)) yield* orphansOf(cluster, object);
  }
  for (const { from, to } of change.updated) {
    if (to.kind === 'Pod' && from.metadata.labels !== to.metadata.labels) yield keyOf(to);
    else if (isPodOwner(to)) yield* orphansOf(cluster, to);
  }
}

function* orphansOf(cluster: Cluster, owner: PodOwner): Generator<ObjectKey> {
  for (const pod of cluster.podsMatching(owner.metadata.namespace, podSelectorOf(owner))) {
    if (controllerOf(pod) === undefined) yield keyOf(pod);
  }
}

function claims(owner: PodOwner, pod: Pod): boolean {
  // A StatefulSet takes only pods that bear its name.
  if (owner.kind === 'StatefulSet' && pod.metadata.name.replace(/-\d+$/, '') !== owner.metadata.name)
    return false;
  return matchesLabels(podSelectorOf(owner), pod.metadata.labels);
}
