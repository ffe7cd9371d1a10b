import { Map as PersistentMap } from 'immutable';
import type { Target } from '../request/packet.js';

/** An endpoint that a client keeps, and when it was last used. @public */
export interface KeptEndpoint {
  readonly endpoint: Target;
  /** The {@link Memory.now} of the client's last new connection. */
  readonly at: number;
}

/**
 * What the components remember between packets, as a value: affinity, conntrack, cookies, counters.
 *
 * A trace of core starts with {@link emptyMemory}: nothing is remembered.
 *
 * @public
 */
export interface Memory {
  /** The time in seconds, by whatever clock the caller keeps; only differences count, and core never moves it. */
  readonly now: number;
  /** Session affinity of the service proxies: `node|service port|client` to the endpoint kept. */
  readonly affinity: PersistentMap<string, KeptEndpoint>;
}

/** Nothing is remembered. @public */
export const emptyMemory: Memory = { now: 0, affinity: PersistentMap() };
