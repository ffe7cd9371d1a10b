import type { Cluster, ClusterChange, Node, Pod, Taint, Toleration } from '@kubehop/core';
import { keyOf } from '@kubehop/core/engine';
import { inKinds, watch } from '../api/watch.js';
import type { World } from '../world.js';
import { longTime } from '../time/long-time.js';
import type { Leadership } from './leadership.js';

const second = 1_000;

/** Pods that say nothing about these taints tolerate them for a time. @see kubernetes/kubernetes plugin/pkg/admission/defaulttolerationseconds */
const toleratedByDefault: ReadonlySet<string> = new Set([
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
]);

/**
 * Deletes the pods of a node that do not tolerate its NoExecute taints, once the time is over for which they do.
 *
 * @see kubernetes/kubernetes pkg/controller/tainteviction/taint_eviction.go
 */
export function evictByTaints(world: World, leadership: Leadership): void {
  const eviction = new TaintEviction(world, leadership);
  watch(world, inKinds('Node', 'Pod'), (change) => {
    if (leadership.isHeld) eviction.look(change);
  });
  leadership.onTaken(() => {
    eviction.beginAnew();
  });
}

class TaintEviction {
  readonly #world: World;
  readonly #leadership: Leadership;
  /** When each pod is to go. */
  readonly #due = new Map<string, number>();

  constructor(world: World, leadership: Leadership) {
    this.#world = world;
    this.#leadership = leadership;
  }

  /** Nothing is known of the times that have run: they begin anew. */
  beginAnew(): void {
    const { cluster } = this.#world.api;
    this.#due.clear();
    for (const node of cluster.list('Node')) {
      for (const pod of cluster.podsOnNode(node.metadata.name)) this.#plan(cluster, pod, node);
    }
  }

  look(change: ClusterChange): void {
    const { cluster } = this.#world.api;
    for (const { kind, metadata } of change.removed) {
      if (kind === 'Pod') this.#due.delete(`${metadata.namespace}/${metadata.name}`);
    }
    for (const { from, to } of change.updated) {
      if (from.kind !== 'Node' || to.kind !== 'Node' || from.spec.taints === to.spec.taints) continue;
      for (const pod of cluster.podsOnNode(to.metadata.name)) this.#plan(cluster, pod, to);
    }
    for (const object of [...change.added, ...change.updated.map(({ to }) => to)]) {
      const node = object.kind === 'Pod' ? cluster.get('Node', object.spec.nodeName ?? '') : undefined;
      if (object.kind === 'Pod' && node !== undefined) this.#plan(cluster, object, node);
    }
  }

  #plan(cluster: Cluster, pod: Pod, given: Node): void {
    const key = keyOf(pod);
    const node = cluster.get('Node', given.metadata.name) ?? given;
    const taints = node.spec.taints.filter(({ effect }) => effect === 'NoExecute');
    const stays = taints.length === 0 ? Infinity : this.#stays(pod, taints);
    if (stays > longTime) {
      this.#due.delete(key);
      return;
    }
    // The time runs from the first look; later ones do not begin it anew.
    if (this.#due.has(key)) return;
    const { clock, api } = this.#world;
    const at = clock.now + stays;
    this.#due.set(key, at);
    clock.at(at, () => {
      if (this.#due.get(key) !== at || !this.#leadership.isHeld) return;
      this.#due.delete(key);
      if (api.cluster.get('Pod', key)?.metadata.uid === pod.metadata.uid)
        api.write([{ kind: 'remove', objectKind: 'Pod', key }], 'taint-eviction');
    });
  }

  /** Milliseconds for which a pod tolerates all of these taints. */
  #stays(pod: Pod, taints: readonly Taint[]): number {
    return Math.min(...taints.map((taint) => this.#toleratedFor(pod, taint)));
  }

  #toleratedFor({ spec }: Pod, taint: Taint): number {
    const matching = spec.tolerations.filter((toleration) => tolerates(toleration, taint));
    if (matching.length === 0)
      return toleratedByDefault.has(taint.key) ? this.#world.delays.nodes.toleration : 0;
    return Math.min(...matching.map(({ tolerationSeconds }) => (tolerationSeconds ?? Infinity) * second));
  }
}

/** @see kubernetes/api core/v1/toleration.go, ToleratesTaint */
function tolerates({ key, operator, value, effect }: Toleration, taint: Taint): boolean {
  if (effect !== undefined && effect !== taint.effect) return false;
  if (key !== undefined && key !== taint.key) return false;
  return operator === 'Exists' || (value ?? '') === taint.value;
}
