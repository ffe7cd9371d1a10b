import type { Cluster } from '../../cluster/cluster.js';
import type { Deployment } from '../../object/workload.js';
import type { Pace } from '../controller.js';
import { availableOf } from './availability.js';
import { podsOf } from './ownership.js';
import { isActive } from './pod-state.js';
import { fencepostsOf } from './share.js';
import { isSameTemplate } from './template.js';

/** How far the rollout of a Deployment has come, in pods; those that are being deleted do not count. @public */
export interface RolloutStatus {
  /** Pods of all templates. */
  readonly replicas: number;
  /** Pods of the template that the Deployment has now. */
  readonly updatedReplicas: number;
  readonly readyReplicas: number;
  readonly availableReplicas: number;
  /** Pods that the sets are meant to have and that are not available. */
  readonly unavailableReplicas: number;
  /** What the condition Available says: whether no more pods are unavailable than may be. */
  readonly isAvailable: boolean;
  /** Whether all pods are of the new template and available, and there are as many as there should be. */
  readonly isComplete: boolean;
}

/**
 * The status of a Deployment as its controller would compute it.
 *
 * @see kubernetes/kubernetes pkg/controller/deployment/sync.go, calculateStatus
 * @see kubernetes/kubernetes pkg/controller/deployment/util/deployment_util.go, DeploymentComplete
 * @public
 */
export function rolloutStatus(cluster: Cluster, deployment: Deployment, pace: Pace): RolloutStatus {
  const { metadata, spec } = deployment;
  const { namespace, name } = metadata;
  const status = { replicas: 0, updatedReplicas: 0, readyReplicas: 0, availableReplicas: 0 };
  let meant = 0;
  for (const set of cluster.ownedBy('ReplicaSet', { kind: 'Deployment', namespace, name })) {
    const pods = podsOf(cluster, set).filter(isActive);
    const isNew = isSameTemplate(set.spec.template, spec.template);
    const minReadySeconds = isNew ? spec.minReadySeconds : set.spec.minReadySeconds;
    meant += set.spec.replicas;
    status.replicas += pods.length;
    if (isNew) status.updatedReplicas += pods.length;
    status.readyReplicas += pods.filter((pod) => pace.readySeconds(pod) !== undefined).length;
    status.availableReplicas += availableOf(pods, minReadySeconds, pace);
  }
  return {
    ...status,
    unavailableReplicas: Math.max(0, meant - status.availableReplicas),
    isAvailable: status.availableReplicas >= spec.replicas - fencepostsOf(deployment).maxUnavailable,
    isComplete:
      status.updatedReplicas === spec.replicas &&
      status.replicas === spec.replicas &&
      status.availableReplicas === spec.replicas,
  };
}

/**
 * Whether a rollout got on from one status to the next, which starts its deadline anew.
 *
 * @see kubernetes/kubernetes pkg/controller/deployment/util/deployment_util.go, DeploymentProgressing
 * @public
 */
export function hasProgressed(before: RolloutStatus, after: RolloutStatus): boolean {
  const oldPods = (status: RolloutStatus): number => status.replicas - status.updatedReplicas;
  return (
    after.updatedReplicas > before.updatedReplicas ||
    oldPods(after) < oldPods(before) ||
    after.readyReplicas > before.readyReplicas ||
    after.availableReplicas > before.availableReplicas
  );
}
