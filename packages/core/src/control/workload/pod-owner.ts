import type { Cluster } from '../../cluster/cluster.js';
import { type LabelSelector, selectorOf } from '../../object/label-selector.js';
import type { KubernetesObject, ObjectByKind } from '../../object/object.js';
import type { Pod } from '../../object/pod.js';
import { controllerOf } from './ownership.js';

const kinds = ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController'] as const;

/** An object that finds its pods by selector. */
export type PodOwner = ObjectByKind[(typeof kinds)[number]];

/** Whether the object is one that finds its pods by selector. */
export function isPodOwner(object: KubernetesObject): object is PodOwner {
  return kinds.some((kind) => kind === object.kind);
}

/** Every pod owner of a namespace: kind by kind, sorted by name. */
export function podOwnersIn(cluster: Cluster, namespace: string): readonly PodOwner[] {
  return kinds.flatMap((kind): readonly PodOwner[] => cluster.list(kind, namespace));
}

/** The owner that keeps this pod, if it is one that finds its pods by selector and exists. */
export function podOwnerOf(cluster: Cluster, pod: Pod): PodOwner | undefined {
  const reference = controllerOf(pod);
  const kind = kinds.find((name) => name === reference?.kind);
  return kind && reference && cluster.get(kind, `${pod.metadata.namespace}/${reference.name}`);
}

/** The selector of a pod owner. */
export function podSelectorOf({ kind, spec }: PodOwner): LabelSelector {
  return kind === 'ReplicationController' ? selectorOf(spec.selector) : spec.selector;
}
