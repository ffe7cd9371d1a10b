import type { Cluster } from '../../cluster/cluster.js';
import type { Write } from '../../cluster/write.js';
import type { Deployment, ReplicaSet } from '../../object/workload.js';
import type { Pace } from '../controller.js';
import { availableOf } from './availability.js';
import { newReplicaSet } from './new-replica-set.js';
import { podsOf } from './ownership.js';
import { isFinished } from './pod-state.js';
import { proportionally } from './proportional-scale.js';
import { byAge, desiredNotedOn, noted, revisionOn, type ScaleRecord } from './replica-set-record.js';
import { type Fenceposts, fencepostsOf } from './share.js';
import { isSameTemplate } from './template.js';

/** A Deployment in the middle of its rollout. */
interface Rollout {
  readonly cluster: Cluster;
  readonly deployment: Deployment;
  readonly fenceposts: Fenceposts;
  /** The set with the template of the Deployment, if there is one yet. */
  readonly current: ReplicaSet | undefined;
  /** The sets of other templates, the oldest first. */
  readonly old: readonly ReplicaSet[];
  readonly pace: Pace;
}

/**
 * The next step of the rollout of a Deployment; nothing when it is complete, or has to wait.
 *
 * @see kubernetes/kubernetes pkg/controller/deployment/deployment_controller.go, syncDeployment
 */
export function rollout(
  cluster: Cluster,
  deployment: Deployment,
  sets: readonly ReplicaSet[],
  pace: Pace,
): readonly Write[] {
  if (deployment.metadata.deletionTimestamp !== undefined) return [];
  const current = sets.find((set) => isSameTemplate(set.spec.template, deployment.spec.template));
  const old = sets.filter((set) => set !== current).sort(byAge);
  const now = { cluster, deployment, fenceposts: fencepostsOf(deployment), current, old, pace };
  if (deployment.spec.paused) return proportionally(now);
  if (isScaled(deployment, sets)) {
    const writes = proportionally(now);
    if (writes.length > 0) return writes;
  }
  return deployment.spec.strategy.type === 'Recreate' ? recreate(now) : rollingUpdate(now);
}

/** Whether the number of replicas changed since the sets were scaled. @see kubernetes/kubernetes pkg/controller/deployment/sync.go, isScalingEvent */
function isScaled({ spec }: Deployment, sets: readonly ReplicaSet[]): boolean {
  return sets.some(
    (set) => set.spec.replicas > 0 && (desiredNotedOn(set) ?? spec.replicas) !== spec.replicas,
  );
}

/** @see kubernetes/kubernetes pkg/controller/deployment/rolling.go, rolloutRolling */
function rollingUpdate(now: Rollout): readonly Write[] {
  const { current, deployment, fenceposts, old } = now;
  const { replicas } = deployment.spec;
  const size = current?.spec.replicas ?? 0;
  const room = replicas + fenceposts.maxSurge - (size + sizeOf(old));
  const wanted = size > replicas ? replicas : size + Math.max(0, Math.min(room, replicas - size));
  if (current !== undefined && (wanted !== size || isOutdated(current, deployment))) {
    return [scaledNew(now, current, wanted)];
  }
  // A set that is made comes with its size, so the old ones may give way in the same step.
  const made = current === undefined ? [scaledNew(now, newReplicaSet(now.cluster, deployment), wanted)] : [];
  return [...made, ...scaledDown(now, wanted)];
}

/**
 * The old sets made smaller: first by what of them is not available anyhow, then by what the new pods make up for.
 *
 * @see kubernetes/kubernetes pkg/controller/deployment/rolling.go, reconcileOldReplicaSets
 */
function scaledDown(now: Rollout, size: number): readonly Write[] {
  const { current, deployment, fenceposts } = now;
  const old = now.old
    .filter((set) => set.spec.replicas > 0)
    .map((set) => ({ set, available: availableIn(now, set, set.spec.minReadySeconds) }));
  const minAvailable = deployment.spec.replicas - fenceposts.maxUnavailable;
  const newAvailable = current === undefined ? 0 : availableIn(now, current, deployment.spec.minReadySeconds);
  const most = size + sizeOf(now.old) - minAvailable - (size - newAvailable);
  // A set that still has to lose pods goes first, lest the same pods count twice.
  if (most <= 0 || old.some(({ set, available }) => available > set.spec.replicas)) return [];

  const left = new Map(old.map(({ set }) => [set, set.spec.replicas]));
  let unhealthy = most;
  for (const { set, available } of old) {
    const given = Math.min(unhealthy, set.spec.replicas - available);
    left.set(set, set.spec.replicas - given);
    unhealthy -= given;
  }
  let spare = old.reduce((sum, { available }) => sum + available, newAvailable) - minAvailable;
  for (const { set } of old) {
    const kept = left.get(set) ?? 0;
    const given = Math.max(0, Math.min(spare, kept));
    left.set(set, kept - given);
    spare -= given;
  }
  return [...left].flatMap(([set, replicas]) =>
    replicas === set.spec.replicas ? [] : [scaled(now, set, replicas)],
  );
}

/** @see kubernetes/kubernetes pkg/controller/deployment/recreate.go, rolloutRecreate */
function recreate(now: Rollout): readonly Write[] {
  const { cluster, current, deployment, old } = now;
  const active = old.filter((set) => set.spec.replicas > 0);
  if (active.length > 0) return active.map((set) => scaled(now, set, 0));
  // A pod that is being deleted runs until its containers have ended.
  if (old.some((set) => podsOf(cluster, set).some((pod) => !isFinished(pod)))) return [];
  const { replicas } = deployment.spec;
  if (current === undefined) return [scaledNew(now, newReplicaSet(cluster, deployment), replicas)];
  const isDone = current.spec.replicas === replicas && !isOutdated(current, deployment);
  return isDone ? [] : [scaledNew(now, current, replicas)];
}

function sizeOf(sets: readonly ReplicaSet[]): number {
  return sets.reduce((sum, set) => sum + set.spec.replicas, 0);
}

function availableIn({ cluster, pace }: Rollout, set: ReplicaSet, minReadySeconds: number): number {
  return availableOf(podsOf(cluster, set), minReadySeconds, pace);
}

/** Whether the set does not know yet for how long its pods have to be ready. @see kubernetes/kubernetes pkg/controller/deployment/sync.go, getNewReplicaSet */
function isOutdated(set: ReplicaSet, { spec }: Deployment): boolean {
  return set.spec.minReadySeconds !== spec.minReadySeconds;
}

function recordOf({ deployment: { spec }, fenceposts }: Rollout): ScaleRecord {
  return { desired: spec.replicas, max: spec.replicas + fenceposts.maxSurge };
}

function scaled(now: Rollout, set: ReplicaSet, replicas: number): Write {
  const resized: ReplicaSet = { ...set, spec: { ...set.spec, replicas } };
  return { kind: 'put', object: noted(resized, recordOf(now)) };
}

/** The new set is that of the latest rollout, even if it was made for an earlier one. */
function scaledNew(now: Rollout, set: ReplicaSet, replicas: number): Write {
  const { minReadySeconds } = now.deployment.spec;
  const resized: ReplicaSet = { ...set, spec: { ...set.spec, replicas, minReadySeconds } };
  const revision = Math.max(0, ...now.old.map(revisionOn)) + 1;
  return { kind: 'put', object: noted(resized, recordOf(now), Math.max(revision, revisionOn(set))) };
}
