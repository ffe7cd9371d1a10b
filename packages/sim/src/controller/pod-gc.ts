import type { Cluster, ClusterChange, Node, Pod } from '@kubehop/core';
import { isReady, keyOf } from '@kubehop/core/engine';
import { drawn, nextTick } from '../time/delay.js';
import type { World } from '../world.js';
import type { Leadership } from './leadership.js';

const outOfService = 'node.kubernetes.io/out-of-service';

/**
 * Removes the pods of nodes that are not there any more, after a time of quarantine; and those that are being deleted on
 * nodes of which an administrator says that they are out of service.
 *
 * @see kubernetes/kubernetes pkg/controller/podgc/gc_controller.go; KEP-2268
 */
export function collectPods(world: World, leadership: Leadership): void {
  const collector = new PodGarbageCollector(world, leadership);
  world.api.onChange((change, cluster) => {
    collector.look(change, cluster);
  });
  leadership.onTaken(() => {
    collector.lookAtAll();
  });
}

class PodGarbageCollector {
  readonly #world: World;
  readonly #leadership: Leadership;
  readonly #phase: number;

  constructor(world: World, leadership: Leadership) {
    const { random, delays } = world;
    const { phase, podGC } = delays.nodes;
    this.#world = world;
    this.#leadership = leadership;
    this.#phase = drawn(random, phase === 'drawn' ? { from: 0, to: podGC.period - 1 } : phase);
  }

  look({ removed, updated }: ClusterChange, cluster: Cluster): void {
    for (const object of removed) if (object.kind === 'Node') this.#quarantine(object.metadata.name);
    for (const { to } of updated) {
      const node =
        to.kind === 'Node'
          ? to
          : to.kind === 'Pod' && isTerminating(to)
            ? cluster.get('Node', to.spec.nodeName ?? '')
            : undefined;
      if (node !== undefined && isOutOfService(node)) this.#collectTerminating(node.metadata.name);
    }
  }

  lookAtAll(): void {
    const { cluster } = this.#world.api;
    const homeless = cluster
      .list('Pod')
      .map(({ spec }) => spec.nodeName ?? '')
      .filter((node) => node !== '' && cluster.get('Node', node) === undefined);
    for (const node of new Set(homeless)) this.#quarantine(node);
    for (const node of cluster.list('Node')) {
      if (isOutOfService(node)) this.#collectTerminating(node.metadata.name);
    }
  }

  /** The pods of a node that is not there are found by one look, left alone, and removed by another. */
  #quarantine(node: string): void {
    const { clock, random, delays, api } = this.#world;
    const { phase, podGC } = delays.nodes;
    // The looks are not quite a period apart: whether that at the very end of the quarantine counts is chance.
    const late = phase === 'drawn' && random.next() < 0.5 ? 1 : 0;
    clock.at(this.#nextLook(this.#nextLook(clock.now) + podGC.quarantine + late), () => {
      if (!this.#leadership.isHeld || api.cluster.get('Node', node) !== undefined) return;
      for (const pod of api.cluster.podsOnNode(node)) this.#remove(pod);
    });
  }

  #collectTerminating(name: string): void {
    const { clock, api } = this.#world;
    clock.at(this.#nextLook(clock.now), () => {
      const node = api.cluster.get('Node', name);
      if (!this.#leadership.isHeld || node === undefined || !isOutOfService(node)) return;
      for (const pod of api.cluster.podsOnNode(name)) if (isTerminating(pod)) this.#remove(pod);
    });
  }

  #nextLook(from: number): number {
    return nextTick(from, this.#world.delays.nodes.podGC.period, this.#phase);
  }

  #remove(pod: Pod): void {
    this.#world.api.removePod(keyOf(pod), 'pod-garbage-collector');
  }
}

function isTerminating({ metadata }: Pod): boolean {
  return metadata.deletionTimestamp !== undefined;
}

function isOutOfService(node: Node): boolean {
  return !isReady(node) && node.spec.taints.some(({ key }) => key === outOfService);
}
