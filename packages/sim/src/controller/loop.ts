import type { Cluster, ControllerName } from '@kubehop/core';
import { keyOf, type Controller, type Pace, type WritableCluster, type Write } from '@kubehop/core/engine';
import { drawn } from '../time/delay.js';
import type { World } from '../world.js';
import type { Leadership } from './leadership.js';

/**
 * Controllers that decide by what their watch has told them of. Nobody but they write what they write: to decide by an
 * older state takes nothing back that somebody else has done. The others look at the cluster as it is at that moment.
 */
const byWatch: ReadonlySet<ControllerName> = new Set(['endpointslice', 'endpointslicemirroring']);

/**
 * A controller of the control plane on the clock: keys come from its watch, in the order of the changes, and are
 * reconciled one by one.
 *
 * While no instance leads nothing is reconciled; the next one looks at what came meanwhile.
 */
export class ControllerLoop {
  readonly controller: Controller;
  readonly #world: World;
  readonly #pace: Pace;
  readonly #waiting = new Set<string>();
  /** When the last change arrives that is on its way. */
  #last = 0;
  readonly #leadership: Leadership | undefined;

  /** @param leadership that of the component that the controller is part of, where it is one of several instances */
  constructor(world: World, controller: Controller, pace: Pace, leadership?: Leadership) {
    this.controller = controller;
    this.#world = world;
    this.#pace = pace;
    this.#leadership = leadership;
    leadership?.onTaken(() => {
      const keys = [...this.#waiting];
      this.#waiting.clear();
      this.#reconcile(keys);
    });
    world.api.onChange((change, cluster) => {
      this.#look([...controller.keysFor(change, cluster, pace)], cluster);
    });
  }

  /** Looks at keys again without a change that asks for it. */
  nudge(keys: readonly string[]): void {
    this.#reconcile(keys);
  }

  #look(keys: readonly string[], cluster: WritableCluster): void {
    if (keys.length === 0) return;
    const { clock, random, delays } = this.#world;
    const own = delays.controllers[this.controller.name] ?? 0;
    this.#last = Math.max(this.#last, clock.now + drawn(random, delays.watch) + drawn(random, own));
    clock.at(this.#last, () => {
      this.#reconcile(keys, byWatch.has(this.controller.name) ? cluster : undefined);
    });
  }

  /** @param known the cluster as the watch has told of it; undefined: as it is now */
  #reconcile(keys: readonly string[], known?: WritableCluster): void {
    if (this.#leadership?.isHeld === false) {
      for (const key of keys) this.#waiting.add(key);
      return;
    }
    const { api } = this.#world;
    for (const key of [...new Set(keys)].sort()) {
      const view = known === undefined ? api.cluster : withSlices(known, api.cluster, key);
      api.write(this.controller.reconcile(view, key, this.#pace), this.controller.name);
    }
  }
}

/** An older cluster with the slices that a Service has by now: a controller knows what it wrote itself. */
function withSlices(known: WritableCluster, now: Cluster, service: string): Cluster {
  if (now.get('Service', service) === undefined) return now;
  const current = now.slicesOf(service);
  const old = known.slicesOf(service);
  const names = new Set(current.map(keyOf));
  const writes: readonly Write[] = [
    ...old
      .map(keyOf)
      .filter((key) => !names.has(key))
      .map((key): Write => ({ kind: 'remove', objectKind: 'EndpointSlice', key })),
    ...current.filter((slice) => !old.includes(slice)).map((object): Write => ({ kind: 'put', object })),
  ];
  return writes.length === 0 ? known : known.write(writes);
}
