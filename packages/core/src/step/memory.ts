import { Map as PersistentMap } from 'immutable';
import type { ProxiedPacket, Target } from '../request/packet.js';
import type { ServiceHop } from '../trace/hop.js';
import type { Rule } from '../trace/rule.js';

/** An endpoint that a client keeps, and when it was last used. @public */
export interface KeptEndpoint {
  readonly endpoint: Target;
  /** The {@link Memory.now} of the client's last new connection. */
  readonly at: number;
}

/** A connection that the kernel of a node tracks, with what was decided about its first packet. @public */
export interface Connection {
  /** The packets of the connection as they arrive at the node. */
  readonly packet: ProxiedPacket;
  /** Where they go instead; the destination of the packet itself when no rule took it. */
  readonly endpoint: Target;
  /** The service port that the connection was for; absent when no rule took it. */
  readonly servicePort?: Pick<ServiceHop, 'service' | 'port' | 'via' | 'policy'>;
  /** Why its source is masqueraded; absent: it is not. */
  readonly masqueradeRule?: Rule;
  /** The {@link Memory.now} of its last packet. */
  readonly at: number;
}

/** A map by text of which every older version stays valid. @public */
export interface VersionedMap<V> extends Iterable<readonly [key: string, value: V]> {
  readonly size: number;
  /** What is kept under a key. */
  get(key: string): V | undefined;
  /** The map with another value under a key. */
  set(key: string, value: V): VersionedMap<V>;
  /** The map without these keys. */
  deleteAll(keys: Iterable<string>): VersionedMap<V>;
}

/** A map that holds nothing. */
export function emptyMap<V>(): VersionedMap<V> {
  return PersistentMap<string, V>();
}

/** The connections of one node, by protocol and both ends. @public */
export type Connections = VersionedMap<Connection>;

/**
 * What the components remember between packets, as a value: session affinity and conntrack.
 *
 * A trace of core starts with {@link emptyMemory}: nothing is remembered.
 *
 * @public
 */
export interface Memory {
  /** The time in seconds, by whatever clock the caller keeps; only differences count, and core never moves it. */
  readonly now: number;
  /** Session affinity of the service proxies: `node|service port|client` to the endpoints kept. */
  readonly affinity: VersionedMap<readonly KeptEndpoint[]>;
  /** What the kernel of each node tracks, by node. Only packets that say the port of their client are tracked. */
  readonly connections: VersionedMap<Connections>;
}

/** Nothing is remembered. @public */
export const emptyMemory: Memory = { now: 0, affinity: emptyMap(), connections: emptyMap() };
