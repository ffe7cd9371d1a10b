import type { Pod } from '../../object/pod.js';
import type { StatefulSet } from '../../object/workload.js';
import { newPod } from './new-pod.js';
import { revisionLabel } from './revision.js';

/** The number of a pod within its set; NaN for a name without one. */
export function ordinalOf(pod: Pod): number {
  const [, ordinal] = /-(\d+)$/.exec(pod.metadata.name) ?? [];
  return Number(ordinal);
}

/** @see kubernetes/kubernetes pkg/controller/statefulset/stateful_set_utils.go, initIdentity */
export function statefulPod(set: StatefulSet, ordinal: number, revision: string, incarnation: number): Pod {
  const name = `${set.metadata.name}-${ordinal}`;
  return newPod(set, set.spec.template, {
    name,
    incarnation,
    labels: {
      'statefulset.kubernetes.io/pod-name': name,
      'apps.kubernetes.io/pod-index': String(ordinal),
      [revisionLabel]: revision,
    },
    spec: { hostname: name, subdomain: set.spec.serviceName },
  });
}

/**
 * The pod of another number as one of the same revision has it: the template of an older revision is kept nowhere but in
 * the pods that were made of it.
 */
export function siblingOf(pod: Pod, set: StatefulSet, ordinal: number, incarnation: number): Pod {
  const { nodeName: _node, ...spec } = pod.spec;
  const { labels, annotations } = pod.metadata;
  const made = statefulPod(set, ordinal, labels[revisionLabel] ?? '', incarnation);
  return {
    ...made,
    metadata: { ...made.metadata, labels: { ...labels, ...identityIn(made) }, annotations },
    spec: { ...spec, hostname: made.metadata.name },
  };
}

const identityLabels = ['statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index'] as const;

function identityIn({ metadata }: Pod): Readonly<Record<string, string>> {
  return Object.fromEntries(identityLabels.map((label) => [label, metadata.labels[label] ?? '']));
}
