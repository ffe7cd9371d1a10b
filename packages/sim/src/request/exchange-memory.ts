import type { Request } from '@kubehop/core';
import type { Memory } from '@kubehop/core/components';
import type { ExchangeWorld } from './exchange-world.js';

/**
 * What components remember of one request: datagrams are tracked for all that follow them, connections of TCP belong to
 * their exchange alone.
 */
export class ExchangeMemory {
  readonly #world: Pick<ExchangeWorld, 'clock' | 'memory' | 'remember'>;
  readonly #isUDP: boolean;
  #connections: Memory['connections'];

  constructor(world: Pick<ExchangeWorld, 'clock' | 'memory' | 'remember'>, { scheme }: Request) {
    this.#world = world;
    this.#isUDP = scheme === 'udp';
    this.#connections = world.memory().connections;
  }

  /** What they remember at this moment. */
  get now(): Memory {
    const { affinity, connections } = this.#world.memory();
    return {
      now: this.#world.clock.now / 1_000,
      affinity,
      connections: this.#isUDP ? connections : this.#connections,
    };
  }

  /** What they are to remember from now on. */
  keep({ affinity, connections }: Memory): void {
    const memory = this.#world.memory();
    if (affinity !== memory.affinity || this.#isUDP) {
      this.#world.remember({ ...memory, affinity, ...(this.#isUDP ? { connections } : {}) });
    }
    this.#connections = connections;
  }

  /** The connection is given up; another one is made. */
  forget(): void {
    this.#connections = this.#world.memory().connections;
  }
}
