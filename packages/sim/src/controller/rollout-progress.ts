import type { ClusterChange } from '@kubehop/core';
import {
  controllerOf,
  hasProgressed,
  keyOf,
  rolloutStatus,
  type Pace,
  type RolloutStatus,
} from '@kubehop/core/engine';
import type { Cancel } from '../time/clock.js';
import type { World } from '../world.js';

const second = 1_000;

/** What the condition Progressing of a Deployment says. @public */
export interface Progressing {
  readonly status: 'True' | 'False';
  readonly reason: 'ReplicaSetUpdated' | 'NewReplicaSetAvailable' | 'ProgressDeadlineExceeded';
}

interface Tracked {
  status: RolloutStatus;
  progressing: Progressing;
  deadline?: Cancel;
}

const complete: Progressing = { status: 'True', reason: 'NewReplicaSetAvailable' };
const updating: Progressing = { status: 'True', reason: 'ReplicaSetUpdated' };
const exceeded: Progressing = { status: 'False', reason: 'ProgressDeadlineExceeded' };

/**
 * Watches the rollouts of Deployments: one that does not get on for its progressDeadlineSeconds is said to have failed.
 * Nothing is rolled back.
 *
 * @see kubernetes/kubernetes pkg/controller/deployment/progress.go
 */
export class RolloutProgress {
  readonly #world: World;
  readonly #pace: Pace;
  readonly #tracked = new Map<string, Tracked>();

  constructor(world: World, pace: Pace) {
    this.#world = world;
    this.#pace = pace;
    for (const deployment of world.api.cluster.list('Deployment')) this.look(keyOf(deployment));
    world.api.onChange((change) => {
      for (const key of this.#deploymentsIn(change)) this.look(key);
    });
  }

  /** What the condition Progressing of a Deployment says, by namespace and name. */
  of(deployment: string): Progressing | undefined {
    return this.#tracked.get(deployment)?.progressing;
  }

  /** Looks at a Deployment again. */
  look(key: string): void {
    const { api } = this.#world;
    const deployment = api.cluster.get('Deployment', key);
    if (deployment === undefined) {
      this.#tracked.get(key)?.deadline?.();
      this.#tracked.delete(key);
      return;
    }
    const status = rolloutStatus(api.cluster, deployment, this.#pace);
    const known = this.#tracked.get(key);
    if (known === undefined) {
      const tracked = { status, progressing: status.isComplete ? complete : updating };
      this.#tracked.set(key, tracked);
      if (!status.isComplete) this.#awaitDeadline(key, tracked, deployment.spec.progressDeadlineSeconds);
      return;
    }
    const begins = known.status.isComplete && !status.isComplete;
    if (begins || hasProgressed(known.status, status)) {
      if (!status.isComplete) this.#awaitDeadline(key, known, deployment.spec.progressDeadlineSeconds);
    }
    const next = status.isComplete
      ? complete
      : begins || hasProgressed(known.status, status)
        ? updating
        : known.progressing;
    known.status = status;
    if (status.isComplete) known.deadline?.();
    this.#say(key, known, next);
  }

  #awaitDeadline(key: string, tracked: Tracked, seconds: number): void {
    const { clock } = this.#world;
    tracked.deadline?.();
    tracked.deadline = clock.at(clock.now + seconds * second, () => {
      this.#say(key, tracked, exceeded);
    });
  }

  #say(key: string, tracked: Tracked, progressing: Progressing): void {
    if (tracked.progressing.reason === progressing.reason) return;
    tracked.progressing = progressing;
    this.#world.record({
      kind: 'rollout',
      deployment: key,
      progressing: progressing.status,
      reason: progressing.reason,
    });
  }

  #deploymentsIn({ added, updated, removed }: ClusterChange): ReadonlySet<string> {
    const keys = new Set<string>();
    for (const object of [...added, ...updated.map(({ to }) => to), ...removed]) {
      const { namespace } = object.metadata;
      if (object.kind === 'Deployment') keys.add(keyOf(object));
      const owner = controllerOf(object);
      if (owner?.kind === 'Deployment') keys.add(`${namespace}/${owner.name}`);
      if (object.kind !== 'Pod' || owner?.kind !== 'ReplicaSet') continue;
      const set = this.#world.api.cluster.get('ReplicaSet', `${namespace}/${owner.name}`);
      const parent = set === undefined ? undefined : controllerOf(set);
      if (parent?.kind === 'Deployment') keys.add(`${namespace}/${parent.name}`);
    }
    return keys;
  }
}
