import type { Cluster } from '../../cluster/cluster.js';
import type { Write } from '../../cluster/write.js';
import { keyOf } from '../../object/object.js';
import type { Pod } from '../../object/pod.js';
import type { DaemonSet, StatefulSet } from '../../object/workload.js';
import { safeEncode } from '../name/safe-encode.js';
import { templateHash } from './template.js';

/** The label that tells from which revision of its set a pod was made. @see kubernetes/api apps/v1/types.go, ControllerRevisionHashLabelKey */
export const revisionLabel = 'controller-revision-hash';

/** Which pods of a StatefulSet or DaemonSet carry its template, and how the next ones are labelled. */
export interface Revision {
  readonly label: string;
  readonly isCurrent: (pod: Pod) => boolean;
  /** What has to be remembered for the next look. */
  readonly writes: readonly Write[];
}

/**
 * The revision that a set is at. The hash of the template behind each revision label is kept as a count, the memory
 * that ControllerRevisions are in Kubernetes; a label that was never seen, as in a dump, stands for the template of
 * this moment.
 *
 * @see kubernetes/kubernetes pkg/controller/history/controller_history.go
 */
export function revisionOf(cluster: Cluster, set: StatefulSet | DaemonSet, pods: readonly Pod[]): Revision {
  const hash = templateHash(set.spec.template);
  const own = set.kind === 'StatefulSet' ? `${set.metadata.name}-${safeEncode(hash)}` : safeEncode(hash);
  const counterOf = (label: string): string => `revisions/${set.kind}/${keyOf(set)}/${label}`;
  const labels = [...new Set([...pods.map(labelOf), own])];
  const unseen = labels.filter((label) => cluster.counter(counterOf(label)) === 0);
  const current = new Set([
    ...unseen,
    ...labels.filter((label) => cluster.counter(counterOf(label)) === hash),
  ]);
  return {
    label: own,
    isCurrent: (pod) => current.has(labelOf(pod)),
    writes: unseen.map((label) => ({ kind: 'count', counter: counterOf(label), value: hash })),
  };
}

function labelOf(pod: Pod): string {
  return pod.metadata.labels[revisionLabel] ?? '';
}
