import type { Trace } from '@kubehop/core';
import { synSchedule, usualTimeout, type ClientOptions } from '../request/client.js';
import type { Clock } from '../time/clock.js';
import type { Turn } from './turns.js';
import type { Way } from './ways.js';

/** What requests without an answer need of the load that they belong to. */
export interface SilentWorld {
  readonly clock: Clock;
  /** How often something has changed that decides about requests. */
  epoch(): number;
  /** The way of a SYN that is sent again; undefined where that is up to choices which were not made before. */
  synAgain(first: Trace): Trace | undefined;
  /** A request goes on by itself, from where its SYN is sent again. */
  resume(request: SilentRequest): void;
  /** The client of a request waits no longer. */
  giveUp(request: SilentRequest, took: number): void;
}

/** A request that nobody has answered so far. */
export interface SilentRequest {
  readonly turn: Turn;
  /** The way of its first SYN. */
  readonly way: Way;
  /** The way of the last one. */
  readonly last: Trace;
}

/** Requests that were sent at one moment. */
interface Batch {
  readonly sentAt: number;
  /** Up to which change their ways are known. */
  epoch: number;
  waiting: SilentRequest[];
}

/** Whether a process has taken the request, and is silent. */
function wasTaken({ hops }: Trace): boolean {
  return hops.at(-1)?.action === 'delivered';
}

/**
 * Requests to nobody: their kernels send SYNs again, and their clients give up in the end. As long as nothing changes
 * that is looked at for none of them; memory grows with the rate by the time for which clients wait.
 */
export class SilentRequests {
  readonly #world: SilentWorld;
  readonly #again: readonly number[];
  readonly #patience: number;
  readonly #mayWait: boolean;
  #newest: Batch | undefined;

  constructor(world: SilentWorld, { timeout = usualTimeout, retries, kernel }: ClientOptions) {
    const { again, givesUp } = synSchedule(kernel);
    this.#world = world;
    this.#again = again;
    this.#patience = Math.min(timeout ?? Infinity, givesUp);
    this.#mayWait = retries === undefined && this.#patience === timeout;
  }

  /** Whether a request can wait here. */
  canWait({ trace }: Way): boolean {
    return this.#mayWait && trace.outcome.kind === 'timeout' && trace.request.scheme !== 'udp';
  }

  /** A request that is sent now. */
  add(turn: Turn, way: Way): void {
    const { clock } = this.#world;
    const epoch = this.#world.epoch();
    let batch = this.#newest;
    if (batch?.sentAt !== clock.now || batch.epoch !== epoch) {
      batch = { sentAt: clock.now, epoch, waiting: [] };
      this.#newest = batch;
      this.#appoint(batch);
    }
    batch.waiting.push({ turn, way, last: way.trace });
  }

  #appoint(batch: Batch): void {
    const { clock } = this.#world;
    const { sentAt } = batch;
    const next = this.#again.find((offset) => sentAt + offset > clock.now) ?? Infinity;
    const isLast = this.#patience <= next;
    clock.at(sentAt + Math.min(next, this.#patience), () => {
      if (this.#newest === batch) this.#newest = undefined;
      if (isLast) {
        for (const request of batch.waiting) this.#world.giveUp(request, this.#patience);
        return;
      }
      this.#sendAgain(batch);
      if (batch.waiting.length > 0) this.#appoint(batch);
    });
  }

  #sendAgain(batch: Batch): void {
    const epoch = this.#world.epoch();
    if (batch.epoch === epoch) return;
    batch.epoch = epoch;
    const resumed: SilentRequest[] = [];
    batch.waiting = batch.waiting.flatMap((request) => {
      if (wasTaken(request.last)) return request;
      const trace = this.#world.synAgain(request.way.trace);
      if (trace?.outcome.kind === 'timeout' && !wasTaken(trace)) {
        return trace === request.last ? request : { ...request, last: trace };
      }
      resumed.push(request);
      return [];
    });
    for (const request of resumed) this.#world.resume(request);
  }
}
