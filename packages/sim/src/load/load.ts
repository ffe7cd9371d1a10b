import type { Request, RequestInput } from '@kubehop/core';
import { checkClient, type ClientOptions } from '../request/client.js';
import type { Delay } from '../time/delay.js';

/** When requests are sent. @public */
export type Arrivals =
  /** At equal distances. */
  | { readonly model: 'constant'; readonly perSecond: number }
  /** By chance and independently, as those of many clients. */
  | { readonly model: 'poisson'; readonly perSecond: number }
  /** By so many clients, each of which thinks after an answer before it asks again. */
  | { readonly model: 'closed'; readonly clients: number; readonly think: Delay };

/**
 * A stream of equal requests. A client waits as long as `timeout` says; what it does after an error, `retries`.
 *
 * @public
 * @example
 * ```ts
 * const steady: LoadOptions = {
 *   request: { url: 'http://shop.example.com/' },
 *   arrivals: { model: 'poisson', perSecond: 50 },
 *   duration: 60_000,
 *   connections: { kept: 20 },
 * };
 * ```
 */
export interface LoadOptions extends ClientOptions {
  /** What reports call it; its method and URL unless given. */
  readonly name?: string;
  readonly request: RequestInput | Request;
  readonly arrivals: Arrivals;
  /** Milliseconds for which requests are sent, from now on. */
  readonly duration: number;
  /**
   * `new`: every request has a connection of its own. `kept`: each client keeps one and uses it again, as HTTP keep-alive
   * and HTTP/2 do; so many share the requests of `constant` and `poisson` arrivals in turn.
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
export function checkLoad(options: LoadOptions): void {
  const { arrivals, duration, connections = 'new', step = 1_000 } = options;
  checkClient(options);
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
  const think = arrivals.model === 'closed' ? arrivals.think : 0;
  if (!(typeof think === 'number' ? [think] : [think.from, think.to]).every(Number.isFinite)) {
    throw new RangeError(`a delay is a number of milliseconds, not ${JSON.stringify(think)}`);
  }
}
