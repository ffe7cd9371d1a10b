import type { Cluster, Node } from '@kubehop/core';
import { isReady } from '@kubehop/core/engine';
import type { World } from '../world.js';

const second = 1_000;
const usual = 10 * second;
const slow = 100 * second;
const zoneLabel = 'topology.kubernetes.io/zone';

/**
 * How fast nodes that are not ready get the taint that evicts their pods: one in ten seconds for each zone, slower where
 * most of a zone is ill, not at all where the controller itself may be cut off.
 *
 * @see kubernetes/website concepts/architecture/nodes.md, rate limits on eviction
 */
export class EvictionRate {
  readonly #world: World;
  readonly #taint: (node: string) => void;
  readonly #queues = new Map<string, Queue>();

  constructor(world: World, taint: (node: string) => void) {
    this.#world = world;
    this.#taint = taint;
  }

  /** A node waits for its taint. */
  add(node: string): void {
    const queue = this.#queueOf(zoneOf(this.#world.api.cluster, node));
    queue.nodes.add(node);
    this.#serve(queue);
  }

  /** Forgets who waits, and when the last one had its taint. */
  clear(): void {
    for (const queue of this.#queues.values()) queue.nodes.clear();
    this.#queues.clear();
  }

  /** A node waits no more. */
  remove(node: string): void {
    for (const queue of this.#queues.values()) queue.nodes.delete(node);
  }

  /** The state of some node has changed: what had stopped may go on. */
  look(): void {
    for (const queue of this.#queues.values()) this.#serve(queue);
  }

  #queueOf(zone: string): Queue {
    const known = this.#queues.get(zone);
    if (known !== undefined) return known;
    const queue: Queue = { zone, nodes: new Set(), next: 0, isWaiting: false };
    this.#queues.set(zone, queue);
    return queue;
  }

  #serve(queue: Queue): void {
    if (queue.isWaiting) return;
    const [node] = queue.nodes;
    const { clock, api } = this.#world;
    const interval = node === undefined ? undefined : evictionInterval(api.cluster, queue.zone);
    if (node === undefined || interval === undefined) return;
    if (queue.next > clock.now) {
      queue.isWaiting = true;
      clock.at(queue.next, () => {
        queue.isWaiting = false;
        this.#serve(queue);
      });
      return;
    }
    queue.nodes.delete(node);
    queue.next = clock.now + interval;
    this.#taint(node);
    this.#serve(queue);
  }
}

interface Queue {
  readonly zone: string;
  readonly nodes: Set<string>;
  next: number;
  isWaiting: boolean;
}

/** Milliseconds from one node of a zone to the next; undefined: none is evicted. */
export function evictionInterval(cluster: Cluster, zone: string): number | undefined {
  const nodes = cluster.list('Node');
  const isOfZone = (node: Node): boolean => (node.metadata.labels[zoneLabel] ?? '') === zone;
  if (nodes.every((node) => !isReady(node))) return undefined;
  const own = nodes.filter(isOfZone);
  const ill = own.filter((node) => !isReady(node)).length;
  if (ill === own.length || ill <= 2 || ill / own.length < 0.55) return usual;
  return nodes.length <= 50 ? undefined : slow;
}

function zoneOf(cluster: Cluster, node: string): string {
  return cluster.get('Node', node)?.metadata.labels[zoneLabel] ?? '';
}
