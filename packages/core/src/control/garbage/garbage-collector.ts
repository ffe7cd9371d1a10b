import type { ClusterChange } from '../../cluster/change.js';
import type { Cluster, Owner } from '../../cluster/cluster.js';
import type { Write } from '../../cluster/write.js';
import { keyOf, type Kind, type KubernetesObject } from '../../object/object.js';
import type { Controller } from '../controller.js';

/** What objects of a kind own, in a cluster of the model. */
const owned = {
  Deployment: ['ReplicaSet'],
  ReplicaSet: ['Pod'],
  ReplicationController: ['Pod'],
  StatefulSet: ['Pod'],
  DaemonSet: ['Pod'],
  CronJob: ['Job'],
  Job: ['Pod'],
  Service: ['EndpointSlice'],
  Endpoints: ['EndpointSlice'],
} as const satisfies Partial<Record<Kind, readonly Kind[]>>;

/**
 * Removes what an owner leaves behind when it goes. Objects whose owner was never there stay: a dump may name owners
 * that were not dumped.
 *
 * @see kubernetes/kubernetes pkg/controller/garbagecollector/garbagecollector.go
 */
export const garbageCollector: Controller = {
  name: 'garbage-collector',
  keysFor,
  reconcile(cluster, key) {
    const [kind = '', namespace = '', name = ''] = key.split('/');
    if (!isOwnerKind(kind) || cluster.get(kind, `${namespace}/${name}`) !== undefined) return [];
    return owned[kind].flatMap((dependents) =>
      dependentsOf(cluster, dependents, { kind, namespace, name })
        .filter((object) => isOnlyOwner(object, kind, name))
        .map((object): Write => ({ kind: 'remove', objectKind: dependents, key: keyOf(object) })),
    );
  },
};

type OwnerKind = keyof typeof owned;

function isOwnerKind(kind: string): kind is OwnerKind {
  return Object.hasOwn(owned, kind);
}

function* keysFor(change: ClusterChange): Generator<string> {
  for (const { kind, metadata } of change.removed) {
    if (isOwnerKind(kind)) yield `${kind}/${metadata.namespace}/${metadata.name}`;
  }
}

function dependentsOf(
  cluster: Cluster,
  kind: (typeof owned)[OwnerKind][number],
  owner: Owner,
): readonly KubernetesObject[] {
  switch (kind) {
    case 'Pod':
    case 'ReplicaSet':
      return cluster.ownedBy(kind, owner);
    case 'EndpointSlice':
      return cluster.slicesOf(`${owner.namespace}/${owner.name}`);
    case 'Job':
      return cluster.list(kind, owner.namespace);
    default:
      return kind satisfies never;
  }
}

function isOnlyOwner(
  { metadata: { ownerReferences } }: KubernetesObject,
  kind: string,
  name: string,
): boolean {
  return (
    ownerReferences.length > 0 && ownerReferences.every((owner) => owner.kind === kind && owner.name === name)
  );
}
