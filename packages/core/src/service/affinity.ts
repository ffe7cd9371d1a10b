import type { EndpointList } from '../endpoints/categorize.js';
import type { ServicePortInfo } from '../endpoints/service-port-info.js';
import type { Target } from '../request/packet.js';
import type { Memory } from '../step/memory.js';
import type { Forwarded } from './ruling.js';
import type { Question } from './question.js';

/**
 * Where the endpoint of a client is kept: by node, service port and client address, before any masquerade. All addresses
 * of a service port share it.
 *
 * @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go, writeServiceToEndpointRules
 */
function affinityKey(node: string, port: ServicePortInfo, client: string): string {
  return `${node}|${port.key}:${port.name}/${port.protocol}|${client}`;
}

function keyOf({ host, packet }: Question, port: ServicePortInfo): string {
  return affinityKey(host.topology.name, port, packet.source.address);
}

/**
 * The place in the list of the endpoint that session affinity keeps for the client; -1 when it keeps none, the time is
 * over, or the endpoint has left the list.
 *
 * @see kubernetes/website reference/networking/virtual-ips.md, session affinity
 */
export function keptIndex(memory: Memory, question: Question, { claim, list }: Forwarded): number {
  const timeout = claim.port.affinityTimeoutSeconds;
  if (timeout === undefined) return -1;
  const kept = memory.affinity.get(keyOf(question, claim.port));
  if (kept === undefined || memory.now - kept.at > timeout) return -1;
  return indexOf(list, kept.endpoint);
}

function indexOf({ targets }: EndpointList, { address, port }: Target): number {
  return targets.findIndex((target) => target.port === port && target.address === address);
}

/** The memory after a connection: with session affinity the endpoint is kept, and its time starts anew. */
export function keep(memory: Memory, question: Question, port: ServicePortInfo, endpoint: Target): Memory {
  if (port.affinityTimeoutSeconds === undefined) return memory;
  const affinity = memory.affinity.set(keyOf(question, port), { endpoint, at: memory.now });
  return { ...memory, affinity };
}
