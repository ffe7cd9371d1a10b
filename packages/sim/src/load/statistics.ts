import type { Fate } from './fate.js';
import { Histogram } from './histogram.js';

/** Requests of one fate. */
export interface Counted {
  readonly fate: Fate;
  count: number;
  /** When the first and the last of them were sent. */
  readonly first: number;
  last: number;
}

/** Counts what becomes of requests, in memory that does not grow with their number. */
export class Statistics {
  readonly startedAt: number;
  readonly step: number;
  readonly fates: Map<string, Counted> = new Map();
  readonly times: Histogram = new Histogram();
  /** Requests sent in each step of the timeline, and those of them that failed. */
  readonly sent: number[] = [];
  readonly failed: number[] = [];
  requests = 0;
  underway = 0;
  ok = 0;
  /** How often clients sent again what had failed. */
  repeated = 0;

  constructor(startedAt: number, step: number) {
    this.startedAt = startedAt;
    this.step = step;
  }

  /** Counts a request that is sent at a moment. */
  send(sentAt: number): void {
    const index = this.#stepOf(sentAt);
    this.requests++;
    this.underway++;
    this.sent[index] = (this.sent[index] ?? 0) + 1;
  }

  /** Counts what became of a request that was sent at a moment and took so long. */
  end(fate: Fate, sentAt: number, took: number, tries = 1): void {
    this.underway--;
    this.repeated += tries - 1;
    if (fate.isOk) {
      this.ok++;
      this.times.add(took);
    } else {
      const index = this.#stepOf(sentAt);
      this.failed[index] = (this.failed[index] ?? 0) + 1;
    }
    const counted = this.fates.get(fate.key);
    if (counted === undefined) {
      this.fates.set(fate.key, { fate, count: 1, first: sentAt, last: sentAt });
    } else {
      counted.count++;
      if (sentAt > counted.last) counted.last = sentAt;
    }
  }

  #stepOf(time: number): number {
    return Math.floor((time - this.startedAt) / this.step);
  }
}
