import type { Flight } from '../step/step.js';
import type { NodeHop } from '../trace/hop.js';

/**
 * The hop of a packet that comes in from the wire at an address of the node itself, or at a load balancer address that
 * the node serves; a packet that is only passing through gets none.
 */
export function received(flight: Flight, node: string): NodeHop {
  return {
    stage: 'node',
    node,
    place: { kind: 'node', name: node },
    action: 'received',
    packet: flight.packet,
    changes: [],
    rule: { id: 'received-from-wire' },
    skipped: [],
    to: { kind: 'host' },
  };
}
