import type { Trace } from '@kubehop/core';
import { standingOf, type Standing } from '../request/standing.js';

/** A connection that stands; those by the same way are one value. */
export interface Kept {
  readonly standing: Standing;
}

/** What tells who holds the other end of connections. */
export interface Ends {
  /** How often something has changed that decides about requests. */
  epoch(): number;
  /** What tells the processes of a pod from those before and after. */
  incarnation(pod: string): string | undefined;
}

/** A client, or a connection that several share, with what it has open. */
export class Slot {
  readonly #ends: Ends;
  readonly #ways: Map<string, Kept>;
  #kept: Kept | undefined;
  #incarnation: string | undefined;
  /** Up to which change the connection is known to stand. */
  #checked = -1;
  /** Requests without an answer yet. */
  underway = 0;

  /** @param ways the connections of all slots, by their ways */
  constructor(ends: Ends, ways: Map<string, Kept>) {
    this.#ends = ends;
    this.#ways = ways;
  }

  /** The connection that stands. A client whose connection is idle sees that the other end has closed it. */
  get kept(): Kept | undefined {
    const epoch = this.#ends.epoch();
    if (this.#kept !== undefined && this.#checked !== epoch) {
      this.#checked = epoch;
      if (this.#holderOf(this.#kept) !== this.#incarnation) this.#kept = undefined;
    }
    return this.#kept;
  }

  /** What tells the processes at the other end from those before and after. */
  get incarnation(): string | undefined {
    return this.#incarnation;
  }

  /** A request is over: its connection goes on, has broken, or was opened by it. */
  ended(trace: Trace, used: Kept | undefined, tries: number): void {
    const standing = standingOf(trace);
    if (used !== undefined && tries === 1) {
      if (standing === undefined && this.#kept === used) this.#kept = undefined;
      return;
    }
    if (standing === undefined) return;
    const key = keyOf(standing);
    const kept = this.#ways.get(key) ?? { standing };
    this.#ways.set(key, kept);
    this.#incarnation = this.#holderOf(kept);
    // Who has begun to end closes the connection with its answer.
    this.#kept = this.#incarnation === undefined ? undefined : kept;
    this.#checked = this.#ends.epoch();
  }

  #holderOf({ standing: { end } }: Kept): string | undefined {
    const { place } = end;
    return place.kind === 'pod' ? this.#ends.incarnation(`${place.namespace}/${place.name}`) : '';
  }
}

function keyOf({ hops, end }: Standing): string {
  return JSON.stringify([...hops, end].map(({ place, packet }) => [place, packet.destination]));
}
