import type { Cluster } from '../cluster/cluster.js';
import type { Packet } from '../request/packet.js';
import type { Request } from '../request/request.js';
import { emptyMemory } from '../step/memory.js';
import type { Position } from '../step/position.js';
import type { Hop } from '../trace/hop.js';
import type { Outcome } from '../trace/outcome.js';
import { nodeComponent } from './route.js';

/** What a node does with a packet: it sends it on, as it is on the far side, or it goes no further. @public */
export type RoutedPacket =
  | { readonly kind: 'sent'; readonly hops: readonly Hop[]; readonly packet: Packet }
  | { readonly kind: 'ended'; readonly hops: readonly Hop[]; readonly outcome: Outcome };

/** The routing decision of one node. @public */
export interface NodeRouting {
  /**
   * Where a packet goes that the service proxy has passed on. A masquerade mark is carried out when the packet leaves the
   * node's own stack.
   *
   * @param from the door through which it came: the wire, a pod on the node, or a process of the node itself
   */
  route(packet: Packet, from: 'wire' | 'pod' | 'host'): RoutedPacket;
}

/**
 * The routing decision of a node and its way out, asked alone.
 *
 * @public
 * @example
 * nodeRouting(cluster, 'node-a').route({ ...packet, mark: 'masquerade' }, 'wire'); // its source is the node's address
 */
export function nodeRouting(cluster: Cluster, node: string): NodeRouting {
  return {
    route(packet, from) {
      const at: Extract<Position, { kind: 'leaving' }> = { kind: 'leaving', node, from };
      const flight = { request: connecting(packet), at, departure: at, packet };
      const step = nodeComponent({ of: () => cluster }, emptyMemory, flight);
      switch (step.kind) {
        case 'next':
          return { kind: 'sent', hops: step.hops, packet: step.flight.packet };
        case 'done':
          return { kind: 'ended', hops: step.hops, outcome: step.outcome };
        case 'choose':
          throw new TypeError('routing chooses nothing');
        default:
          return step satisfies never;
      }
    },
  };
}

/** The request of somebody who only opens the connection. */
function connecting({ protocol, source, destination }: Packet): Request {
  return {
    from: { kind: 'network', address: source.address },
    scheme: protocol === 'UDP' ? 'udp' : 'tcp',
    host: destination.address,
    port: destination.port,
    hostHeader: null,
    sni: null,
    method: '',
    target: '',
    version: '1.1',
    headers: [],
  };
}
