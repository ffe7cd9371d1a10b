import TinyQueue from 'tinyqueue';
import { drawn } from '../time/delay.js';
import type { Random } from '../time/random.js';
import { arrivalTimes, type ArrivalTimes } from './arrival-times.js';
import type { Chances } from './chances.js';
import type { Arrivals, LoadOptions } from './load.js';

/** A request that is to be sent. */
export interface Turn {
  readonly time: number;
  /** The client, or the connection, whose turn it is. */
  readonly slot: number;
  /** Tells the request from all others of its load. */
  readonly number: number;
}

/** Whose turn it is to send, and when. */
export interface Turns {
  /** How many clients there are, or connections that share the requests. */
  readonly slots: number;
  /** The next request; undefined where none is left, or all clients wait for answers. */
  readonly next: Turn | undefined;
  /** The next request is sent. */
  take(): void;
  /** A request has its answer, or its client gave up. */
  answered(turn: Turn, took: number): void;
}

/** The turns of a load that begins at a moment; they end by themselves. */
export function turnsOf(options: LoadOptions, start: number, random: Random, chances: Chances): Turns {
  const { arrivals, connections = 'new', duration } = options;
  const end = start + duration;
  if (arrivals.model === 'closed') return new ClosedTurns(arrivals, start, end, chances);
  const slots = connections === 'new' ? 1 : connections.kept;
  return new OpenTurns(arrivalTimes(arrivals, random), slots, start, end);
}

/** Requests come whatever became of those before; connections take them in turn. */
class OpenTurns implements Turns {
  readonly slots: number;
  readonly #times: ArrivalTimes;
  readonly #start: number;
  readonly #end: number;
  #next: Turn;

  constructor(times: ArrivalTimes, slots: number, start: number, end: number) {
    this.slots = slots;
    this.#times = times;
    this.#start = start;
    this.#end = end;
    this.#next = { time: start + times.next(), slot: 0, number: 0 };
  }

  get next(): Turn | undefined {
    return this.#next.time < this.#end ? this.#next : undefined;
  }

  take(): void {
    const number = this.#next.number + 1;
    this.#next = { time: this.#start + this.#times.next(), slot: number % this.slots, number };
  }

  answered(): void {
    // Others come all the same.
  }
}

/** Each client sends its next request some time after the answer to the one before. */
class ClosedTurns implements Turns {
  readonly slots: number;
  readonly #arrivals: Extract<Arrivals, { model: 'closed' }>;
  readonly #end: number;
  readonly #chances: Chances;
  readonly #queue = new TinyQueue<Turn>([], (one, other) => one.time - other.time || one.slot - other.slot);

  constructor(
    arrivals: Extract<Arrivals, { model: 'closed' }>,
    start: number,
    end: number,
    chances: Chances,
  ) {
    this.slots = arrivals.clients;
    this.#arrivals = arrivals;
    this.#end = end;
    this.#chances = chances;
    for (let slot = 0; slot < this.slots; slot++) {
      this.#queue.push({ time: start + this.#think(slot), slot, number: slot });
    }
  }

  get next(): Turn | undefined {
    const turn = this.#queue.peek();
    return turn === undefined || turn.time >= this.#end ? undefined : turn;
  }

  take(): void {
    this.#queue.pop();
  }

  answered({ time, slot, number }: Turn, took: number): void {
    const next = number + this.slots;
    // Without any time between two requests a client would never come to an end of them.
    this.#queue.push({ time: time + Math.max(1, took + this.#think(next)), slot, number: next });
  }

  /** How long a client thinks before a request. */
  #think(request: number): number {
    return drawn(this.#chances.begin(request, 'thinking'), this.#arrivals.think);
  }
}
