import type { ServicePortInfo } from '../endpoints/service-port-info.js';
import type { Target } from '../request/packet.js';
import type { Memory } from '../step/memory.js';
import { categoriesFor } from './policy.js';
import type { Question } from './question.js';
import type { Forwarded } from './ruling.js';

/**
 * Where the endpoints of a client are kept: by node, service port and client address, before any masquerade. All addresses
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
 * The place in the list of the endpoint that session affinity keeps for the client: of those that the client used within
 * the timeout, the first one listed. Several are kept where other ways to the service port list other endpoints. -1 when
 * none is kept, its time is over, or it has left the list.
 *
 * @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go, writeServiceToEndpointRules
 * @see kubernetes/website reference/networking/virtual-ips.md, session affinity
 */
export function keptIndex(memory: Memory, question: Question, { claim, list }: Forwarded): number {
  const timeout = claim.port.affinityTimeoutSeconds;
  if (timeout === undefined) return -1;
  const kept = memory.affinity.get(keyOf(question, claim.port));
  if (kept === undefined) return -1;
  return list.targets.findIndex((target) =>
    kept.some(({ endpoint, at }) => memory.now - at <= timeout && isSame(endpoint, target)),
  );
}

/**
 * The memory after a connection: with session affinity the endpoint is kept, and its time starts anew. What the client
 * had of endpoints that the node lists no more is gone with their rules.
 */
export function keep(memory: Memory, question: Question, port: ServicePortInfo, endpoint: Target): Memory {
  if (port.affinityTimeoutSeconds === undefined) return memory;
  const key = keyOf(question, port);
  const { cluster, local } = categoriesFor(question, port);
  const listed = [...(cluster?.targets ?? []), ...(local?.targets ?? [])];
  const others = (memory.affinity.get(key) ?? []).filter(
    (kept) => !isSame(kept.endpoint, endpoint) && listed.some((target) => isSame(kept.endpoint, target)),
  );
  const affinity = memory.affinity.set(key, [...others, { endpoint, at: memory.now }]);
  return { ...memory, affinity };
}

function isSame(a: Target, b: Target): boolean {
  return a.port === b.port && a.address === b.address;
}
