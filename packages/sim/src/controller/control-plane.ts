import type { ClusterChange, ControllerName, Pod } from '@kubehop/core';
import { controllerOf, controllers, isReady, type Pace } from '@kubehop/core/engine';
import type { World } from '../world.js';
import { CloudNodes } from './cloud-nodes.js';
import { ControllerLoop } from './loop.js';
import { NodeLifecycle } from './node-lifecycle.js';
import { collectOrphanedPods } from './pod-gc.js';
import { RolloutProgress } from './rollout-progress.js';
import { evictByTaints } from './taint-eviction.js';

const second = 1_000;

/** Controllers of core that time makes others of: the kubelets, and what deals with lost nodes. */
const notInTime: ReadonlySet<ControllerName> = new Set(['kubelet', 'node-lifecycle', 'notice']);

/** Owners of pods that wait for them to have been ready for some time. */
type PodOwnerKind = 'ReplicaSet' | 'StatefulSet' | 'DaemonSet' | 'Deployment';

/** The controllers of the control plane, each with its own lag. */
export class ControlPlane {
  readonly nodes: NodeLifecycle;
  readonly cloud: CloudNodes;
  readonly rollouts: RolloutProgress;
  readonly #world: World;
  readonly #loops: readonly ControllerLoop[];

  /** @param readySince when a pod became Ready */
  constructor(world: World, readySince: (pod: Pod) => number | undefined) {
    this.#world = world;
    const pace: Pace = {
      readySeconds: (pod) => {
        const since = readySince(pod);
        return since === undefined ? undefined : (world.clock.now - since) / second;
      },
    };
    this.#loops = controllers
      .filter(({ name }) => !notInTime.has(name))
      .map((controller) => new ControllerLoop(world, controller, pace));
    this.nodes = new NodeLifecycle(world);
    this.cloud = new CloudNodes(world);
    this.rollouts = new RolloutProgress(world, pace);
    evictByTaints(world);
    collectOrphanedPods(world);
    world.api.onChange((change) => {
      this.#waitForAvailable(change);
    });
  }

  /** No instance leads, until {@link lead}: nothing is reconciled. */
  pause(): void {
    for (const loop of this.#loops) loop.pause();
  }

  /** An instance leads again. */
  lead(): void {
    for (const loop of this.#loops) loop.lead();
  }

  /** A pod that became ready counts as available only later where its owner asks for that; the owner looks again then. */
  #waitForAvailable({ updated }: ClusterChange): void {
    for (const { from, to } of updated) {
      if (from.kind !== 'Pod' || to.kind !== 'Pod' || isReady(from) || !isReady(to)) continue;
      for (const { kind, key, seconds } of this.#ownersOf(to)) {
        if (seconds === 0) continue;
        // Available is who has been ready for longer than that.
        this.#world.clock.at(this.#world.clock.now + seconds * second + 1, () => {
          this.#nudge(kind, key);
        });
      }
    }
  }

  #ownersOf(
    pod: Pod,
  ): readonly { readonly kind: PodOwnerKind; readonly key: string; readonly seconds: number }[] {
    const { cluster } = this.#world.api;
    const owner = controllerOf(pod);
    const { namespace } = pod.metadata;
    const key = `${namespace}/${owner?.name ?? ''}`;
    switch (owner?.kind) {
      case 'StatefulSet':
      case 'DaemonSet':
        return [{ kind: owner.kind, key, seconds: cluster.get(owner.kind, key)?.spec.minReadySeconds ?? 0 }];
      case 'ReplicaSet': {
        const set = cluster.get('ReplicaSet', key);
        const parent = set === undefined ? undefined : controllerOf(set);
        if (set === undefined || parent?.kind !== 'Deployment') return [];
        return [
          { kind: 'Deployment', key: `${namespace}/${parent.name}`, seconds: set.spec.minReadySeconds },
        ];
      }
      default:
        return [];
    }
  }

  #nudge(kind: PodOwnerKind, key: string): void {
    this.#loops.find(({ controller }) => controller.name === kind.toLowerCase())?.nudge([key]);
    if (kind === 'Deployment') this.rollouts.look(key);
  }
}
