import type { ProxiedPacket, Target } from '../request/packet.js';
import { type Connection, type Connections, emptyMap, type Memory } from '../step/memory.js';
import type { Rule } from '../trace/rule.js';
import { keep } from './affinity.js';
import type { Question } from './question.js';
import type { Forwarded } from './ruling.js';
import { servicePortView } from './service-port-view.js';

/** What decides about a packet of a connection that the node tracks. */
export function ruleOf({ servicePort }: Connection): Rule {
  return servicePort === undefined ? connectionKnown : { ...connectionKnown, object: servicePort.service };
}

const connectionKnown: Rule = { id: 'connection-known' };

/**
 * The connection that a packet belongs to, as far as the node tracks it. Its first packet was decided about, and the
 * rules are not asked again, whatever they say now.
 *
 * @see Linux Documentation/networking/nf_conntrack-sysctl.rst; netfilter: table nat sees the first packet only
 */
export function connectionOf(memory: Memory, node: string, packet: ProxiedPacket): Connection | undefined {
  const key = keyOf(packet);
  const known = key === undefined ? undefined : memory.connections.get(node)?.get(key);
  return known === undefined || memory.now - known.at > idleSeconds[packet.protocol] ? undefined : known;
}

/**
 * After how many seconds without a packet a connection is forgotten. The service proxy sets the time of TCP; those of
 * UDP, once both ends have sent, and of SCTP are the kernel's.
 *
 * @see kubernetes/kubernetes pkg/proxy/apis/config/v1alpha1/defaults.go, conntrack
 * @see Linux Documentation/networking/nf_conntrack-sysctl.rst
 */
const idleSeconds = { TCP: 86_400, UDP: 120, SCTP: 210 } as const;

/** The memory after a packet that went to an endpoint: the client may keep it, and the node tracks the connection. */
export function afterForward(
  memory: Memory,
  question: Question,
  { claim }: Forwarded,
  endpoint: Target,
  masqueradeRule: Rule | undefined,
): Memory {
  const { host, packet } = question;
  const kept = keep(memory, question, claim.port, endpoint);
  if (packet.source.port === undefined) return kept;
  return track(kept, host.topology.name, {
    packet,
    endpoint,
    servicePort: servicePortView(claim),
    ...(masqueradeRule === undefined ? undefined : { masqueradeRule }),
  });
}

/** The memory after a packet that no rule took: the node tracks its connection as well. */
export function afterPass(memory: Memory, { host, packet }: Question): Memory {
  if (packet.source.port === undefined) return memory;
  return track(memory, host.topology.name, { packet, endpoint: packet.destination });
}

/** The memory after a packet of a connection: the node tracks it, and its time starts anew. */
export function track(memory: Memory, node: string, connection: Omit<Connection, 'at'>): Memory {
  const { protocol, source, destination } = connection.packet;
  const key = keyOf(connection.packet);
  if (key === undefined) return memory;
  const tracked = { ...connection, packet: { protocol, source, destination }, at: memory.now };
  const ofNode = (memory.connections.get(node) ?? none).set(key, tracked);
  return { ...memory, connections: memory.connections.set(node, ofNode) };
}

const none: Connections = emptyMap();

/** A packet that does not say the port of its client may belong to any connection. */
function keyOf({ protocol, source, destination }: ProxiedPacket): string | undefined {
  if (source.port === undefined) return undefined;
  return `${protocol}|${source.address}|${source.port}|${destination.address}|${destination.port}`;
}
