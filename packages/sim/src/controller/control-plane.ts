import type { ClusterChange, ControllerName, Pod } from '@kubehop/core';
import { controllerOf, controllers, isReady, type Pace } from '@kubehop/core/engine';
import { drawn } from '../time/delay.js';
import type { World } from '../world.js';
import { Autoscalers } from './autoscalers.js';
import { CloudNodes } from './cloud-nodes.js';
import { Leadership } from './leadership.js';
import { ControllerLoop } from './loop.js';
import { NodeLifecycle } from './node-lifecycle.js';
import { collectPods } from './pod-gc.js';
import { RolloutProgress } from './rollout-progress.js';
import { evictByTaints } from './taint-eviction.js';

const second = 1_000;

/** Controllers of core that time makes others of: the kubelets, and what deals with lost nodes. */
const notInTime: ReadonlySet<ControllerName> = new Set(['kubelet', 'node-lifecycle', 'notice']);

/** Controllers that are no part of kube-controller-manager: others than its leader decide about them. */
const ofOthers: ReadonlySet<ControllerName> = new Set([
  'scheduler',
  'node-registration',
  'service-load-balancer',
  'ingress-load-balancer',
  'gce-ingress',
  'ingress-status',
]);

/** Owners of pods that wait for them to have been ready for some time. */
type PodOwnerKind = 'ReplicaSet' | 'StatefulSet' | 'DaemonSet' | 'Deployment';

/** The controllers of the control plane, each with its own lag. */
export class ControlPlane {
  readonly nodes: NodeLifecycle;
  readonly cloud: CloudNodes;
  readonly rollouts: RolloutProgress;
  readonly autoscalers: Autoscalers;
  readonly #world: World;
  readonly #loops: readonly ControllerLoop[];
  readonly #leadership = new Leadership();

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
      .map(
        (controller) =>
          new ControllerLoop(
            world,
            controller,
            pace,
            ofOthers.has(controller.name) ? undefined : this.#leadership,
          ),
      );
    this.nodes = new NodeLifecycle(world, this.#leadership);
    this.cloud = new CloudNodes(world);
    this.rollouts = new RolloutProgress(world, pace);
    this.autoscalers = new Autoscalers(world, this.#leadership);
    evictByTaints(world, this.#leadership);
    collectPods(world, this.#leadership);
    world.api.onChange((change) => {
      this.#waitForAvailable(change);
    });
  }

  /** The instance that leads is gone; another one takes over once the lease has run out. */
  loseLeader(): void {
    const { clock, random, delays } = this.#world;
    if (!this.#leadership.isHeld) return;
    this.#leadership.lose();
    clock.at(clock.now + drawn(random, delays.leader), () => {
      this.recoverLeader();
    });
  }

  /** An instance leads again. */
  recoverLeader(): void {
    this.#leadership.take();
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
