import type { Cluster } from '../cluster/cluster.js';
import type { ProxiedPacket } from '../request/packet.js';
import type { Door } from '../step/position.js';
import type { ProxyHost } from './proxy-host.js';

/** A new connection at the service proxy of a node. */
export interface Question {
  /** The cluster as this proxy believes it to be. */
  readonly cluster: Cluster;
  readonly host: ProxyHost;
  readonly packet: ProxiedPacket;
  readonly from: Door;
}
