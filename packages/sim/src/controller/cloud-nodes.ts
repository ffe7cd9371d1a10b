import { isReady } from '@kubehop/core/engine';
import { drawn, nextTick } from '../time/delay.js';
import type { World } from '../world.js';

/**
 * The part of the cloud provider that removes Nodes whose machine is gone: it asks for those that are not Ready.
 *
 * @see kubernetes/cloud-provider controllers/nodelifecycle/node_lifecycle_controller.go
 */
export class CloudNodes {
  readonly #world: World;
  readonly #phase: number;
  readonly #gone = new Set<string>();

  constructor(world: World) {
    const { random, delays, api } = world;
    const { phase, cloud } = delays.nodes;
    this.#world = world;
    this.#phase = drawn(random, phase === 'drawn' ? { from: 0, to: cloud - 1 } : phase);
    api.onChange(({ updated }) => {
      for (const { to } of updated) {
        if (to.kind === 'Node' && !isReady(to) && this.#gone.has(to.metadata.name))
          this.#look(to.metadata.name);
      }
    });
  }

  /** The machine of a node is gone for good. */
  gone(node: string): void {
    this.#gone.add(node);
  }

  #look(name: string): void {
    const { clock, delays, api } = this.#world;
    this.#gone.delete(name);
    clock.at(nextTick(clock.now, delays.nodes.cloud, this.#phase), () => {
      api.write([{ kind: 'remove', objectKind: 'Node', key: name }], 'cloud-node-lifecycle');
    });
  }
}
