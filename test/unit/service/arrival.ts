import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import type { Packet } from '../../../packages/core/src/request/packet.js';
import { serviceComponent } from '../../../packages/core/src/service/component.js';
import { emptyMemory, type Memory } from '../../../packages/core/src/step/memory.js';
import type { Position } from '../../../packages/core/src/step/position.js';
import type { Flight, Step } from '../../../packages/core/src/step/step.js';

/** A TCP packet from one address to another. */
export function packet(from: string, to: string, port = 80): Packet {
  return { protocol: 'TCP', source: { address: from }, destination: { address: to, port } };
}

/** A flight with this packet at a position; by wire at node-a unless told otherwise. */
export function flight(
  of: Packet,
  at: Position = { kind: 'arriving', node: 'node-a', from: 'wire' },
): Flight {
  return {
    request: {
      from: { kind: 'internet', address: of.source.address },
      scheme: 'tcp',
      host: of.destination.address,
      port: of.destination.port,
      hostHeader: null,
      sni: null,
      target: '',
      method: '',
      version: '1.1',
      headers: [],
    },
    at,
    departure: { kind: 'internet' },
    packet: of,
  };
}

/** What the service proxy of the node makes of the flight. */
export function arrive(cluster: Cluster, of: Flight, memory: Memory = emptyMemory): Step {
  return serviceComponent({ of: () => cluster }, memory, of);
}

/** The step that follows when the candidate with this index is chosen. */
export function take(step: Step, index: number): Step {
  if (step.kind !== 'choose') return step;
  const { of, by, candidates } = step;
  const probability = candidates[index]?.probability ?? 0;
  return step.take(index, { of, by, among: candidates.length, index, probability });
}
