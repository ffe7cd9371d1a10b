import type { Cluster } from '../../cluster/cluster.js';
import type { Write } from '../../cluster/write.js';
import type { Pod } from '../../object/pod.js';
import type { StatefulSet } from '../../object/workload.js';
import type { Pace } from '../controller.js';
import { isAvailable } from './availability.js';
import { mostPods } from './most-pods.js';
import { isControlledBy, podsOf } from './ownership.js';
import { isFinished } from './pod-state.js';
import { podCounter, removal } from './replicas.js';
import { type Revision, revisionOf } from './revision.js';
import { ordinalOf, siblingOf, statefulPod } from './stateful-pod.js';

/** The pods of a set at one moment. */
interface Situation {
  readonly cluster: Cluster;
  readonly set: StatefulSet;
  readonly pace: Pace;
  readonly pods: readonly Pod[];
  readonly revision: Revision;
  /** By number, beginning with the first; undefined where there is no pod. */
  readonly replicas: readonly (Pod | undefined)[];
  /** Pods of numbers that are no longer wanted, the highest first. */
  readonly condemned: readonly Pod[];
}

/** What a part of a step writes, and whether the rest has to wait for it. */
interface Part {
  readonly writes: readonly Write[];
  readonly waits: boolean;
}

/**
 * The next step of a StatefulSet: pods that are missing, then pods that are too many, then one of an older template.
 * In order, every one of them waits until those before it are Running, Ready and available; a pod that is being deleted
 * keeps its number until it is gone.
 *
 * @see kubernetes/kubernetes pkg/controller/statefulset/stateful_set_control.go, updateStatefulSet
 */
export function nextStep(cluster: Cluster, set: StatefulSet, pace: Pace): readonly Write[] {
  if (set.metadata.deletionTimestamp !== undefined) return [];
  const pods = podsOf(cluster, set);
  const revision = revisionOf(cluster, set, pods);
  const { ordinalsStart: start } = set.spec;
  const count = Math.min(set.spec.replicas, mostPods);
  const numbered = new Map(pods.map((pod) => [ordinalOf(pod), pod]));
  const now: Situation = {
    cluster,
    set,
    pace,
    pods,
    revision,
    replicas: Array.from({ length: count }, (_, index) => numbered.get(start + index)),
    condemned: pods
      .filter((pod) => ordinalOf(pod) < start || ordinalOf(pod) >= start + count)
      .sort((a, b) => ordinalOf(b) - ordinalOf(a)),
  };
  const filled = fill(now);
  const shrunk = filled.waits ? nothing : shrink(now);
  const updated = filled.waits || shrunk.waits ? [] : update(now);
  return [...filled.writes, ...shrunk.writes, ...updated, ...revision.writes];
}

const nothing: Part = { writes: [], waits: false };

function isInOrder({ set }: Situation): boolean {
  return set.spec.podManagementPolicy === 'OrderedReady';
}

/** @see kubernetes/kubernetes pkg/controller/statefulset/stateful_set_control.go, processReplica */
function fill(now: Situation): Part {
  const { cluster, set, replicas } = now;
  const writes: Write[] = [];
  const first = cluster.counter(podCounter(set));
  let incarnation = first;
  let waits = false;
  for (const [index, pod] of replicas.entries()) {
    const ordinal = set.spec.ordinalsStart + index;
    if (pod === undefined) {
      const held = cluster.get('Pod', `${set.metadata.namespace}/${set.metadata.name}-${ordinal}`);
      // A pod of somebody else that bears the name is in the way.
      if (held === undefined || isControlledBy(held, set)) {
        writes.push({ kind: 'put', object: podFor(now, ordinal, incarnation++) });
      }
    } else if (isFinished(pod) && pod.metadata.deletionTimestamp === undefined) writes.push(removal(pod));
    else if (isHealthy(now, pod)) continue;
    if (isInOrder(now)) {
      waits = true;
      break;
    }
  }
  if (incarnation > first) writes.push({ kind: 'count', counter: podCounter(set), value: incarnation });
  return { writes, waits };
}

/**
 * Below the partition a pod is made of the template that its siblings still have.
 *
 * @see kubernetes/kubernetes pkg/controller/statefulset/stateful_set_utils.go, newVersionedStatefulSetPod
 */
function podFor({ set, pods, revision }: Situation, ordinal: number, incarnation: number): Pod {
  const { updateStrategy, partition = 0, ordinalsStart: start } = set.spec;
  const sibling =
    updateStrategy === 'RollingUpdate' && ordinal < start + partition
      ? pods.find((pod) => !revision.isCurrent(pod))
      : undefined;
  return sibling === undefined
    ? statefulPod(set, ordinal, revision.label, incarnation)
    : siblingOf(sibling, set, ordinal, incarnation);
}

/** @see kubernetes/kubernetes pkg/controller/statefulset/stateful_set_control.go, processCondemned */
function shrink(now: Situation): Part {
  const { condemned, replicas } = now;
  const writes: Write[] = [];
  // In order a pod that fails may go only when it is the one that fails first.
  const unhealthy = [...replicas, ...[...condemned].reverse()].find((pod) => !isHealthy(now, pod));
  for (const pod of condemned) {
    if (isInOrder(now)) {
      const isTerminating = pod.metadata.deletionTimestamp !== undefined;
      if (!isTerminating && (isHealthy(now, pod) || pod === unhealthy)) writes.push(removal(pod));
      return { writes, waits: true };
    }
    if (pod.metadata.deletionTimestamp === undefined) writes.push(removal(pod));
  }
  return { writes, waits: false };
}

/** One pod of an older template, from the highest number down; whatever is not healthy is waited for. */
function update(now: Situation): readonly Write[] {
  const { set, replicas, revision } = now;
  const { updateStrategy, partition = 0 } = set.spec;
  if (updateStrategy === 'OnDelete') return [];
  for (let index = replicas.length - 1; index >= partition; index -= 1) {
    const pod = replicas[index];
    if (pod === undefined) return [];
    if (pod.metadata.deletionTimestamp === undefined && !revision.isCurrent(pod)) {
      // A pod whose containers have ended was removed in this very step.
      return isFinished(pod) ? [] : [removal(pod)];
    }
    if (!isHealthy(now, pod)) return [];
  }
  return [];
}

/** Whether a pod is Running, available, and not being deleted. */
function isHealthy({ set, pace }: Situation, pod: Pod | undefined): boolean {
  return (
    pod !== undefined &&
    pod.metadata.deletionTimestamp === undefined &&
    pod.status.phase === 'Running' &&
    isAvailable(pod, set.spec.minReadySeconds, pace)
  );
}
