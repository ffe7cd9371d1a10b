import type { ClusterChange } from '../../cluster/change.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { Write } from '../../cluster/write.js';
import type { ObjectKey } from '../../object/object.js';
import type { Deployment, ReplicaSet } from '../../object/workload.js';
import type { Controller, Pace } from '../controller.js';
import { rollout } from './deployment-rollout.js';
import { newReplicaSet } from './new-replica-set.js';
import { ownerKeys, touched } from './owner-keys.js';
import { controllerKey } from './ownership.js';
import { isSameTemplate } from './template.js';

/**
 * Keeps one ReplicaSet of each Deployment at its replicas, the one with its template, and those of older templates at
 * none: the end of a rollout. With a pace it does the next step of the rollout.
 *
 * @see kubernetes/kubernetes pkg/controller/deployment/sync.go
 */
export const deploymentController: Controller = {
  name: 'deployment',
  keysFor,
  reconcile(cluster, key, pace) {
    const deployment = cluster.get('Deployment', key);
    if (deployment === undefined) return [];
    const { namespace, name } = deployment.metadata;
    const sets = cluster.ownedBy('ReplicaSet', { kind: 'Deployment', namespace, name });
    if (pace !== undefined) return rollout(cluster, deployment, sets, pace);
    if (deployment.spec.paused) return scalePaused(deployment, sets);
    const current = sets.find((set) => isSameTemplate(set.spec.template, deployment.spec.template));
    const wanted = current ?? newReplicaSet(cluster, deployment);
    return [
      ...(current === undefined || current.spec.replicas !== deployment.spec.replicas
        ? [scaled(wanted, deployment.spec.replicas)]
        : []),
      ...sets.filter((set) => set !== current && set.spec.replicas > 0).map((set) => scaled(set, 0)),
    ];
  },
};

/** A rollout goes on when a pod becomes ready or goes; to the end of a rollout, pods do not matter. */
function* keysFor(change: ClusterChange, cluster: Cluster, pace?: Pace): Generator<ObjectKey> {
  yield* ownerKeys(change, 'Deployment');
  if (pace === undefined) return;
  for (const object of touched(change)) {
    if (object.kind !== 'Pod') continue;
    const set = cluster.get('ReplicaSet', controllerKey(object, 'ReplicaSet') ?? '');
    const key = set && controllerKey(set, 'Deployment');
    if (key !== undefined) yield key;
  }
}

/** A paused Deployment scales the template it runs, but rolls no new one out. */
function scalePaused(deployment: Deployment, sets: readonly ReplicaSet[]): readonly Write[] {
  const active = sets.filter((set) => set.spec.replicas > 0);
  const [only, ...others] = active.length > 0 ? active : sets;
  if (only === undefined || others.length > 0 || only.spec.replicas === deployment.spec.replicas) return [];
  return [scaled(only, deployment.spec.replicas)];
}

function scaled(set: ReplicaSet, replicas: number): Write {
  return { kind: 'put', object: { ...set, spec: { ...set.spec, replicas } } };
}
