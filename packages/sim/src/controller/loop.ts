import type { Controller, Pace } from '@kubehop/core/engine';
import { drawn } from '../time/delay.js';
import type { World } from '../world.js';
import type { Leadership } from './leadership.js';

/**
 * A controller of the control plane on the clock: keys come from its watch, and are reconciled on the cluster as it is
 * at that moment.
 *
 * While no instance leads nothing is reconciled; the next one looks at what came meanwhile.
 */
export class ControllerLoop {
  readonly controller: Controller;
  readonly #world: World;
  readonly #pace: Pace;
  readonly #waiting = new Set<string>();
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
      this.#look([...controller.keysFor(change, cluster, pace)]);
    });
  }

  /** Looks at keys again without a change that asks for it. */
  nudge(keys: readonly string[]): void {
    this.#reconcile(keys);
  }

  #look(keys: readonly string[]): void {
    if (keys.length === 0) return;
    const { clock, random, delays } = this.#world;
    const own = delays.controllers[this.controller.name] ?? 0;
    const at = clock.now + drawn(random, delays.watch) + drawn(random, own);
    clock.at(at, () => {
      this.#reconcile(keys);
    });
  }

  #reconcile(keys: readonly string[]): void {
    if (this.#leadership?.isHeld === false) {
      for (const key of keys) this.#waiting.add(key);
      return;
    }
    const { api } = this.#world;
    for (const key of [...new Set(keys)].sort()) {
      api.write(this.controller.reconcile(api.cluster, key, this.#pace), this.controller.name);
    }
  }
}
