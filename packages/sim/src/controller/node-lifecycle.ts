import type { Cluster, Condition, Node, Pod, Taint } from '@kubehop/core';
import { isReady, type Write } from '@kubehop/core/engine';
import { drawn, nextTick } from '../time/delay.js';
import type { World } from '../world.js';
import { EvictionRate } from './eviction-rate.js';
import type { Leadership } from './leadership.js';

const second = 1_000;
const unreachable = 'node.kubernetes.io/unreachable';
const notReady = 'node.kubernetes.io/not-ready';

/** A Node that is not Ready, or whose kubelet says nothing any more. */
interface Ill {
  readonly key: typeof unreachable | typeof notReady;
  /** Whether the controller has found it. */
  isFound: boolean;
}

/**
 * Learns that nodes are lost: a lease that is not renewed makes a Node `Unknown` and its pods not ready; taints follow.
 *
 * @see kubernetes/kubernetes pkg/controller/nodelifecycle/node_lifecycle_controller.go
 */
export class NodeLifecycle {
  readonly #world: World;
  readonly #leadership: Leadership;
  readonly #phase: number;
  readonly #rate: EvictionRate;
  readonly #leasePhases = new Map<string, number>();
  readonly #ill = new Map<string, Ill>();

  constructor(world: World, leadership: Leadership) {
    this.#world = world;
    this.#leadership = leadership;
    this.#phase = this.#drawnPhase(world.delays.nodes.monitor);
    this.#rate = new EvictionRate(world, (node) => {
      this.#taintNoExecute(node);
    });
    leadership.onTaken(() => {
      this.#beginAnew();
    });
    world.api.onChange(({ removed }) => {
      for (const { kind, metadata } of removed) if (kind === 'Node') this.#forget(metadata.name);
    });
  }

  /** A node stops renewing its lease now. */
  lost(node: string): void {
    const { clock, delays } = this.#world;
    const renewed = lastTick(clock.now, delays.nodes.lease, this.#leasePhaseOf(node));
    this.#await(node, renewed);
  }

  /** Waits for a lease that was renewed at this moment to run out. */
  #await(node: string, renewed: number): void {
    const { clock, delays, random, api } = this.#world;
    const { monitor, phase } = delays.nodes;
    const observed = nextTick(renewed, monitor, this.#phase);
    // The controller's looks are not quite a period apart: whether that at the very end of the grace counts is chance.
    const late = phase === 'drawn' && random.next() < 0.5 ? 1 : 0;
    const grace = delays.nodes.grace ?? (api.cluster.platform.kubernetesMinor >= 32 ? 50 : 40) * second;
    const ill: Ill = { key: unreachable, isFound: false };
    this.#ill.set(node, ill);
    clock.at(Math.max(clock.now, nextTick(observed + grace + late, monitor, this.#phase)), () => {
      if (this.#ill.get(node) === ill && this.#leadership.isHeld) this.#mark(node, ill);
    });
  }

  /** The kubelet of a node says that the node is not Ready. */
  saysNotReady(node: string): void {
    const ill: Ill = { key: notReady, isFound: true };
    this.#ill.set(node, ill);
    this.#setReady(node, 'False', 'KubeletNotReady');
    this.#taintAtNextLook(node, ill);
  }

  /** The kubelet of a node says that the node is Ready. */
  saysReady(node: string): void {
    this.#ill.delete(node);
    this.#rate.remove(node);
    this.#setReady(node, 'True', 'KubeletReady');
    this.#atNextLook(() => {
      if (!this.#ill.has(node)) this.#untaint(node);
    });
  }

  /** Another instance has seen no lease yet, and waits for each as long as if it had just been renewed. */
  #beginAnew(): void {
    this.#rate.clear();
    for (const [node, ill] of this.#ill) {
      if (ill.isFound) this.#taintAtNextLook(node, ill);
      else this.#await(node, this.#world.clock.now);
    }
    for (const { metadata } of this.#world.api.cluster.list('Node')) {
      if (!this.#ill.has(metadata.name)) this.#untaint(metadata.name);
    }
  }

  #taintAtNextLook(node: string, ill: Ill): void {
    this.#atNextLook(() => {
      if (this.#ill.get(node) !== ill) return;
      this.#taint(node, ill.key, 'NoSchedule');
      this.#rate.add(node);
    });
  }

  #forget(node: string): void {
    this.#ill.delete(node);
    this.#rate.remove(node);
  }

  #mark(node: string, ill: Ill): void {
    const { api, clock, delays } = this.#world;
    ill.isFound = true;
    this.#setReady(node, 'Unknown', 'NodeStatusUnknown');
    this.#taint(node, unreachable, 'NoSchedule');
    api.write(podsNotReady(api.cluster, node), 'node-lifecycle');
    clock.at(clock.now + delays.nodes.monitor, () => {
      if (this.#ill.get(node) === ill && this.#leadership.isHeld) this.#rate.add(node);
    });
  }

  #taintNoExecute(node: string): void {
    const ill = this.#ill.get(node);
    if (ill !== undefined && this.#leadership.isHeld) this.#taint(node, ill.key, 'NoExecute');
  }

  #setReady(name: string, status: Condition['status'], reason: string): void {
    const { api } = this.#world;
    const node = api.cluster.get('Node', name);
    if (node === undefined) return;
    this.#world.record({ kind: 'node-status', node: name, ready: status });
    api.write(
      [{ kind: 'put', object: withCondition(node, { type: 'Ready', status, reason }) }],
      'node-lifecycle',
    );
    this.#rate.look();
  }

  #taint(name: string, key: string, effect: 'NoSchedule' | 'NoExecute'): void {
    const { api } = this.#world;
    const node = api.cluster.get('Node', name);
    if (node === undefined) return;
    const taint: Taint = { key, value: '', effect };
    if (node.spec.taints.some((other) => other.key === key && other.effect === effect)) return;
    this.#world.record({ kind: 'node-tainted', node: name, key, effect });
    const taints = [...node.spec.taints, taint];
    api.write([{ kind: 'put', object: { ...node, spec: { ...node.spec, taints } } }], 'node-lifecycle');
  }

  #untaint(name: string): void {
    const { api } = this.#world;
    const node = api.cluster.get('Node', name);
    if (node === undefined) return;
    const taints = node.spec.taints.filter(({ key }) => key !== unreachable && key !== notReady);
    if (taints.length === node.spec.taints.length) return;
    api.write([{ kind: 'put', object: { ...node, spec: { ...node.spec, taints } } }], 'node-lifecycle');
  }

  #atNextLook(act: () => void): void {
    const { clock, delays } = this.#world;
    clock.at(nextTick(clock.now, delays.nodes.monitor, this.#phase), () => {
      if (this.#leadership.isHeld) act();
    });
  }

  #leasePhaseOf(node: string): number {
    const known = this.#leasePhases.get(node);
    if (known !== undefined) return known;
    const phase = this.#drawnPhase(this.#world.delays.nodes.lease);
    this.#leasePhases.set(node, phase);
    return phase;
  }

  #drawnPhase(period: number): number {
    const { random, delays } = this.#world;
    const { phase } = delays.nodes;
    return drawn(random, phase === 'drawn' ? { from: 0, to: period - 1 } : phase);
  }
}

function lastTick(now: number, period: number, phase: number): number {
  return nextTick(now, period, phase) === now ? now : nextTick(now, period, phase) - period;
}

function withCondition(node: Node, condition: Condition): Node {
  const others = node.status.conditions.filter(({ type }) => type !== condition.type);
  return { ...node, status: { ...node.status, conditions: [...others, condition] } };
}

/** The pods of a lost node count as not ready, whatever their kubelet said last. */
function podsNotReady(cluster: Cluster, node: string): readonly Write[] {
  return cluster.podsOnNode(node).flatMap((pod) => (isReady(pod) ? [notReadyPod(pod)] : []));
}

function notReadyPod(pod: Pod): Write {
  const conditions = pod.status.conditions.map((condition): Condition =>
    condition.type === 'Ready' ? { type: 'Ready', status: 'False', reason: 'NodeNotReady' } : condition,
  );
  return { kind: 'put', object: { ...pod, status: { ...pod.status, conditions } } };
}
