import type { Trace } from '@kubehop/core';
import type { Fate } from './fate.js';
import { Histogram } from './histogram.js';
import type { Turn } from './turns.js';

/** Requests of one fate. */
export interface Counted {
  readonly fate: Fate;
  count: number;
  /** When the first and the last of them were sent. */
  first: number;
  last: number;
  /** The one with the lowest number, and the way that it took. */
  number: number;
  trace: Trace;
}

/**
 * Counts what becomes of requests, in memory that does not grow with their number, but with the fates that there are:
 * causes by pods and components; with the steps of the timeline; and with the logarithm of the longest time.
 */
export class Statistics {
  readonly startedAt: number;
  readonly step: number;
  readonly times: Histogram = new Histogram();
  /** Requests sent in each step of the timeline, and those of them that failed. */
  readonly sent: number[] = [];
  readonly failed: number[] = [];
  requests = 0;
  underway = 0;
  ok = 0;
  /** How often clients sent again what had failed. */
  repeated = 0;
  readonly #fates = new Map<string, Counted>();

  constructor(startedAt: number, step: number) {
    this.startedAt = startedAt;
    this.step = step;
  }

  /** What became of requests, in the order of those that show it. */
  get fates(): readonly Counted[] {
    return [...this.#fates.values()].sort((one, other) => one.number - other.number);
  }

  /** Counts a request that is sent. */
  send({ time }: Turn): void {
    const index = this.#stepOf(time);
    this.requests++;
    this.underway++;
    this.sent[index] = (this.sent[index] ?? 0) + 1;
  }

  /** Counts what became of a request after some time. */
  end(turn: Turn, fate: Fate, trace: Trace, took: number, tries = 1): void {
    const { time, number } = turn;
    this.underway--;
    this.repeated += tries - 1;
    if (fate.isOk) {
      this.ok++;
      this.times.add(took);
    } else {
      const index = this.#stepOf(time);
      this.failed[index] = (this.failed[index] ?? 0) + 1;
    }
    const counted = this.#fates.get(fate.key);
    if (counted === undefined) {
      this.#fates.set(fate.key, { fate, count: 1, first: time, last: time, number, trace });
      return;
    }
    counted.count++;
    if (time < counted.first) counted.first = time;
    if (time > counted.last) counted.last = time;
    if (number < counted.number) {
      counted.number = number;
      counted.trace = trace;
    }
  }

  #stepOf(time: number): number {
    return Math.floor((time - this.startedAt) / this.step);
  }
}
