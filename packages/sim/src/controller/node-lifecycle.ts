import type { Cluster, Condition, Node, Pod, Taint } from '@kubehop/core';
import { isReady, type Write } from '@kubehop/core/engine';
import { drawn, nextTick } from '../time/delay.js';
import type { World } from '../world.js';
import { EvictionRate } from './eviction-rate.js';

const second = 1_000;
const unreachable = 'node.kubernetes.io/unreachable';
const notReady = 'node.kubernetes.io/not-ready';

/** A Node that is not Ready, and since which lease. */
interface Ill {
  readonly key: typeof unreachable | typeof notReady;
}

/**
 * Learns that nodes are lost: a lease that is not renewed makes a Node `Unknown` and its pods not ready; taints follow.
 *
 * @see kubernetes/kubernetes pkg/controller/nodelifecycle/node_lifecycle_controller.go
 */
export class NodeLifecycle {
  readonly #world: World;
  readonly #phase: number;
  readonly #rate: EvictionRate;
  readonly #leasePhases = new Map<string, number>();
  readonly #ill = new Map<string, Ill>();

  constructor(world: World) {
    this.#world = world;
    this.#phase = this.#drawnPhase(world.delays.nodes.monitor);
    this.#rate = new EvictionRate(world, (node) => {
      this.#taintNoExecute(node);
    });
  }

  /** A node stops renewing its lease now. */
  lost(node: string): void {
    const { clock, delays, random, api } = this.#world;
    const { lease, monitor, phase } = delays.nodes;
    const renewed = lastTick(clock.now, lease, this.#leasePhaseOf(node));
    const observed = nextTick(renewed, monitor, this.#phase);
    // The controller's looks are not quite a period apart: whether that at the very end of the grace counts is chance.
    const late = phase === 'drawn' && random.next() < 0.5 ? 1 : 0;
    const grace = delays.nodes.grace ?? (api.cluster.platform.kubernetesMinor >= 32 ? 50 : 40) * second;
    const ill: Ill = { key: unreachable };
    this.#ill.set(node, ill);
    clock.at(Math.max(clock.now, nextTick(observed + grace + late, monitor, this.#phase)), () => {
      if (this.#ill.get(node) === ill) this.#mark(node);
    });
  }

  /** The kubelet of a node says that the node is not Ready. */
  saysNotReady(node: string): void {
    const ill: Ill = { key: notReady };
    this.#ill.set(node, ill);
    this.#setReady(node, 'False', 'KubeletNotReady');
    this.#atNextLook(() => {
      if (this.#ill.get(node) !== ill) return;
      this.#taint(node, notReady, 'NoSchedule');
      this.#rate.add(node);
    });
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

  /** The Node was removed. */
  removed(node: string): void {
    this.#ill.delete(node);
    this.#rate.remove(node);
  }

  #mark(node: string): void {
    const { api, clock, delays } = this.#world;
    this.#setReady(node, 'Unknown', 'NodeStatusUnknown');
    this.#taint(node, unreachable, 'NoSchedule');
    api.write(podsNotReady(api.cluster, node), 'node-lifecycle');
    const ill = this.#ill.get(node);
    clock.at(clock.now + delays.nodes.monitor, () => {
      if (this.#ill.get(node) === ill) this.#rate.add(node);
    });
  }

  #taintNoExecute(node: string): void {
    const ill = this.#ill.get(node);
    if (ill !== undefined) this.#taint(node, ill.key, 'NoExecute');
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
    clock.at(nextTick(clock.now, delays.nodes.monitor, this.#phase), act);
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
