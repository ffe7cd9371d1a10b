import type { ClusterChange } from '../../cluster/change.js';
import type { Write } from '../../cluster/write.js';
import type { ObjectKey } from '../../object/object.js';
import type { Pod } from '../../object/pod.js';
import type { StatefulSet } from '../../object/workload.js';
import type { Controller } from '../controller.js';
import { mostPods } from './most-pods.js';
import { newPod } from './new-pod.js';
import { ownerKeys } from './owner-keys.js';
import { isControlledBy, podsOf } from './ownership.js';
import { isActive, isFinished } from './pod-state.js';
import { podCounter, removal } from './replicas.js';
import { revisionLabel, revisionOf } from './revision.js';

/**
 * Keeps the pods of each StatefulSet, one an ordinal, under names that stay. A pod of an older template is replaced,
 * one whose containers ended for good is made again.
 *
 * @see kubernetes/kubernetes pkg/controller/statefulset/stateful_set_control.go
 */
export const statefulSetController: Controller = {
  name: 'statefulset',
  keysFor,
  reconcile(cluster, key) {
    const set = cluster.get('StatefulSet', key);
    if (set === undefined) return [];
    const { namespace } = set.metadata;
    const pods = podsOf(cluster, set);
    const revision = revisionOf(cluster, set, pods);
    const start = set.spec.ordinalsStart;
    const end = start + Math.min(set.spec.replicas, mostPods);
    const writes: Write[] = pods
      .filter((pod) => isActive(pod) && !(ordinalOf(pod) >= start && ordinalOf(pod) < end))
      .map(removal);

    let incarnation = cluster.counter(podCounter(set));
    const first = incarnation;
    for (let ordinal = start; ordinal < end; ordinal++) {
      const held = cluster.get('Pod', `${namespace}/${set.metadata.name}-${ordinal}`);
      if (held !== undefined && !isControlledBy(held, set)) continue;
      const outdated =
        set.spec.updateStrategy === 'RollingUpdate' && held !== undefined && !revision.isCurrent(held);
      if (held !== undefined && !isFinished(held) && !outdated) continue;
      writes.push({ kind: 'put', object: podOf(set, ordinal, revision.label, incarnation++) });
    }
    if (incarnation > first) writes.push({ kind: 'count', counter: podCounter(set), value: incarnation });
    return [...writes, ...revision.writes];
  },
};

/** Besides its own changes, a set looks again when a pod goes that had one of its names without being its own. */
function* keysFor(change: ClusterChange): Generator<ObjectKey> {
  yield* ownerKeys(change, 'StatefulSet');
  for (const { kind, metadata } of change.removed) {
    if (kind === 'Pod') yield `${metadata.namespace}/${metadata.name.replace(/-\d+$/, '')}`;
  }
}

/** The number of a pod within its set; NaN for a name without one. */
function ordinalOf(pod: Pod): number {
  const [, ordinal] = /-(\d+)$/.exec(pod.metadata.name) ?? [];
  return Number(ordinal);
}

/** @see kubernetes/kubernetes pkg/controller/statefulset/stateful_set_utils.go, initIdentity */
function podOf(set: StatefulSet, ordinal: number, revision: string, incarnation: number): Pod {
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
