import type { ClusterChange } from '../../cluster/change.js';
import type { Write } from '../../cluster/write.js';
import type { ObjectKey } from '../../object/object.js';
import type { Controller } from '../controller.js';
import { mostPods } from './most-pods.js';
import { ownerKeys } from './owner-keys.js';
import { isControlledBy, podsOf } from './ownership.js';
import { isActive, isFinished } from './pod-state.js';
import { podCounter, removal } from './replicas.js';
import { revisionOf } from './revision.js';
import { nextStep } from './stateful-set-step.js';
import { ordinalOf, statefulPod } from './stateful-pod.js';

/**
 * Keeps the pods of each StatefulSet, one an ordinal, under names that stay. A pod of an older template is replaced,
 * one whose containers ended for good is made again. With a pace it does the next step of that.
 *
 * @see kubernetes/kubernetes pkg/controller/statefulset/stateful_set_control.go
 */
export const statefulSetController: Controller = {
  name: 'statefulset',
  keysFor,
  reconcile(cluster, key, pace) {
    const set = cluster.get('StatefulSet', key);
    if (set === undefined) return [];
    if (pace !== undefined) return nextStep(cluster, set, pace);
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
      const updates =
        set.spec.updateStrategy === 'RollingUpdate' && ordinal >= start + (set.spec.partition ?? 0);
      const outdated = updates && held !== undefined && !revision.isCurrent(held);
      if (held !== undefined && !isFinished(held) && !outdated) continue;
      writes.push({ kind: 'put', object: statefulPod(set, ordinal, revision.label, incarnation++) });
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
