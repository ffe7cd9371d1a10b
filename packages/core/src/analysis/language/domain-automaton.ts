import { byteCount } from './byte-alphabet.js';
import type { Partition, Partitions } from './partition.js';
import type { TextDomain } from './text-domain.js';

interface State {
  readonly mayEnd: boolean;
  /** By byte; -1 where it cannot follow. */
  readonly next: Int16Array;
  readonly partition: Partition;
}

/** A domain with its states in a row. */
export class DomainAutomaton {
  readonly start: number;
  readonly #states: readonly State[];

  constructor({ start, states }: TextDomain, partitions: Partitions) {
    const names = Object.keys(states);
    this.start = names.indexOf(start);
    this.#states = Object.values(states).map(({ mayEnd, moves }) => {
      const next = new Int16Array(byteCount).fill(-1);
      for (const [characters, to] of moves) {
        for (const character of characters) next[character.charCodeAt(0)] = names.indexOf(to);
      }
      return { mayEnd, next, partition: partitions.byLabel((byte) => next[byte] ?? -1) };
    });
  }

  get size(): number {
    return this.#states.length;
  }

  mayEnd(state: number): boolean {
    return this.#states[state]?.mayEnd === true;
  }

  /** -1 where the byte cannot follow. */
  next(state: number, byte: number): number {
    return this.#states[state]?.next[byte] ?? -1;
  }

  partition(state: number): Partition {
    const own = this.#states[state];
    if (own === undefined) throw new RangeError(`no state ${state}`);
    return own.partition;
  }
}
