/**
 * What the components remember between packets, as a value: affinity, conntrack, cookies, counters.
 *
 * A trace of core starts with {@link emptyMemory}: nothing is remembered.
 */
export interface Memory {
  /** Session affinity of the service proxies: `node|service port|client` to the endpoint remembered. */
  readonly affinity: ReadonlyMap<string, string>;
}

/** Nothing is remembered. */
export const emptyMemory: Memory = { affinity: new Map() };
