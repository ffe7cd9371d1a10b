import type { Request, RequestInput } from '@kubehop/core';
import type { ClientOptions } from '../request/client.js';
import type { Delay } from '../time/delay.js';

/** When requests are sent. @public */
export type Arrivals =
  /** At equal distances. */
  | { readonly model: 'constant'; readonly perSecond: number }
  /** By chance and independently, as those of many clients. */
  | { readonly model: 'poisson'; readonly perSecond: number }
  /** By so many clients, each of which thinks after an answer before it asks again. */
  | { readonly model: 'closed'; readonly clients: number; readonly think: Delay };

/** A stream of equal requests. @public */
export interface LoadOptions extends ClientOptions {
  /** What reports call it; its method and URL unless given. */
  readonly name?: string;
  readonly request: RequestInput | Request;
  readonly arrivals: Arrivals;
  /** Milliseconds for which requests are sent, from now on. */
  readonly duration: number;
  /**
   * `new`: every request has a connection of its own. `kept`: each client keeps one and uses it again, as HTTP keep-alive
   * and HTTP/2 do; `clients` share the requests of an open model in turn.
   */
  readonly connections?: 'new' | { readonly kept: number };
  /** Milliseconds of one step of the report's timeline; a second unless given. */
  readonly step?: number;
}

/**
 * Refuses a load that cannot be.
 *
 * @throws {RangeError} saying what is wrong
 */
export function checkLoad({ arrivals, duration, connections = 'new', step = 1_000 }: LoadOptions): void {
  if (!Number.isSafeInteger(duration) || duration <= 0) {
    throw new RangeError(`a load lasts a whole number of milliseconds, not ${duration}`);
  }
  if (!Number.isSafeInteger(step) || step <= 0) {
    throw new RangeError(`a step of the timeline is a whole number of milliseconds, not ${step}`);
  }
  const rate = arrivals.model === 'closed' ? arrivals.clients : arrivals.perSecond;
  if (!Number.isFinite(rate) || rate <= 0) {
    throw new RangeError(`${arrivals.model} arrivals need a number above 0, not ${rate}`);
  }
  if (arrivals.model === 'closed' && !Number.isSafeInteger(rate)) {
    throw new RangeError(`the number of clients is whole, not ${rate}`);
  }
  if (connections !== 'new' && (!Number.isSafeInteger(connections.kept) || connections.kept <= 0)) {
    throw new RangeError(`the number of kept connections is whole, not ${connections.kept}`);
  }
}
