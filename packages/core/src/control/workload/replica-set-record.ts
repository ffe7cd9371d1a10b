import type { ReplicaSet } from '../../object/workload.js';

/**
 * What a Deployment notes on its ReplicaSets while it rolls out: how many replicas it was to have, and how many with the
 * surge, when it last scaled them, and which of its rollouts this is.
 *
 * @see kubernetes/kubernetes pkg/controller/deployment/util/deployment_util.go, SetReplicasAnnotations
 */
const desiredAnnotation = 'deployment.kubernetes.io/desired-replicas';
const maxAnnotation = 'deployment.kubernetes.io/max-replicas';
const revisionAnnotation = 'deployment.kubernetes.io/revision';

/** What is noted on a ReplicaSet. */
export interface ScaleRecord {
  readonly desired: number;
  readonly max: number;
}

/** How many replicas the Deployment was to have when it last scaled this set; undefined for a set of a settled cluster. */
export function desiredNotedOn(set: ReplicaSet): number | undefined {
  return numberIn(set, desiredAnnotation);
}

/** The same with the surge. */
export function maxNotedOn(set: ReplicaSet): number | undefined {
  return numberIn(set, maxAnnotation);
}

/** The number of the rollout that made or took this set; 0 where none is noted. */
export function revisionOn(set: ReplicaSet): number {
  return numberIn(set, revisionAnnotation) ?? 0;
}

/** The set with other notes on it; itself when they are the same. */
export function noted(set: ReplicaSet, { desired, max }: ScaleRecord, revision?: number): ReplicaSet {
  if (desiredNotedOn(set) === desired && maxNotedOn(set) === max && revision === undefined) return set;
  const annotations = {
    ...set.metadata.annotations,
    [desiredAnnotation]: String(desired),
    [maxAnnotation]: String(max),
    ...(revision !== undefined && { [revisionAnnotation]: String(revision) }),
  };
  return { ...set, metadata: { ...set.metadata, annotations } };
}

/**
 * Orders ReplicaSets from the oldest to the newest: by creation time, where there is none by revision, then by name.
 *
 * @see kubernetes/kubernetes pkg/controller/controller_utils.go, ReplicaSetsByCreationTimestamp
 */
export function byAge(a: ReplicaSet, b: ReplicaSet): number {
  return (
    compareText(a.metadata.creationTimestamp ?? '', b.metadata.creationTimestamp ?? '') ||
    revisionOn(a) - revisionOn(b) ||
    compareText(a.metadata.name, b.metadata.name)
  );
}

function numberIn({ metadata: { annotations } }: ReplicaSet, annotation: string): number | undefined {
  const text = annotations[annotation];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
