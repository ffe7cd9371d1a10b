import type { Cluster } from '../cluster/cluster.js';
import type { Assumption } from '../problem/assumption.js';
import type { Packet, Socket, Target } from '../request/packet.js';
import { ephemeralPort } from '../request/packet.js';
import type { Change } from '../trace/change.js';
import type { Hop, NodeHop, ReplyHop, ServiceHop } from '../trace/hop.js';
import type { Outcome } from '../trace/outcome.js';
import type { Skip } from '../trace/rule.js';
import { untoldRefusal } from './untold-refusal.js';
import { isOfUpstream, throughProxy, triesOneEndpoint } from './through-proxy.js';

/** The way back of a request, and what the client sees after it. */
export interface Reply {
  readonly hops: readonly ReplyHop[];
  readonly outcome: Outcome;
  readonly assumptions: readonly Assumption[];
}

/**
 * Follows the answer back: each place that translated undoes its translation, each proxy answers on its own connection.
 *
 * An answer that does not pass the node that translated the request keeps the endpoint's address; the client's kernel
 * throws it away. What becomes of a proxy's own connection decides what the proxy answers.
 * @see Linux netfilter: conntrack undoes NAT only for packets that pass the same host
 */
export function replyTo(cluster: Cluster, hops: readonly Hop[], outcome: Outcome): Reply {
  const way = withoutIntercepted(hops);
  const { outcome: seen, answers } = endOf(cluster, way, outcome);
  return { hops: wayBack(answers, seen), outcome: seen, assumptions: assumed(way, seen) };
}

/** The hops by which the answer comes: not those to a backend in whose place its proxy asked another one. */
function withoutIntercepted(hops: readonly Hop[]): readonly Hop[] {
  if (!hops.some(isErrorPage)) return hops;
  let way: Hop[] = [];
  for (const hop of hops) {
    if (isErrorPage(hop)) {
      const first = way.findIndex(({ place }) => place === hop.place);
      way = way.slice(0, first);
    }
    way.push(hop);
  }
  return way;
}

function isErrorPage({ rule }: Hop): boolean {
  return rule.id === 'ingress-error-page';
}

const nothing: readonly Assumption[] = [];

/** An answer of a proxy for its upstream takes for granted that it tried no other one. */
function assumed(hops: readonly Hop[], { place, cause }: Outcome): readonly Assumption[] {
  const proxy = hops.find((hop) => hop.place === place);
  return proxy?.stage === 'ingress' && isOfUpstream(cause.code) && proxy.endpoints.length > 1
    ? [triesOneEndpoint(proxy)]
    : nothing;
}

/** What the sender of a connection sees, and the hops by which an answer comes back to it. */
interface End {
  readonly outcome: Outcome;
  readonly answers: readonly Hop[];
}

/** The end of the connection that the hops start with; those behind a proxy are another connection. */
function endOf(cluster: Cluster, hops: readonly Hop[], outcome: Outcome): End {
  const proxyAt = hops.findIndex((hop) => hop.action === 'terminated');
  const proxy = hops[proxyAt];
  const untold = untoldRefusal(cluster, hops, outcome);
  if (untold !== undefined) return { outcome: untold, answers: [] };
  if (proxy === undefined) return withReply(cluster, hops, [], outcome);
  const behind = hops.slice(proxyAt + 1);
  const upstream = endOf(cluster, behind, outcome);
  const seen = throughProxy(proxy, upstream.outcome, behind[0]?.packet.destination);
  return withReply(cluster, hops.slice(0, proxyAt + 1), upstream.answers, seen);
}

function withReply(cluster: Cluster, hops: readonly Hop[], behind: readonly Hop[], outcome: Outcome): End {
  if (!isAnswered(outcome)) return { outcome, answers: [] };
  const bypassed = bypassedNode(cluster, hops);
  if (bypassed !== undefined) return { outcome: replyLost(bypassed), answers: [] };
  return { outcome, answers: behind.length === 0 ? hops : [...hops, ...behind] };
}

function isAnswered(outcome: Outcome): boolean {
  switch (outcome.kind) {
    case 'response':
    case 'connected':
    case 'refused':
    case 'reset':
    case 'closed':
    case 'tls-error':
      return true;
    case 'delivered':
    case 'timeout':
    case 'unroutable':
    case 'left':
    case 'dns-error':
    case 'unknown':
      return false;
    default:
      return outcome satisfies never;
  }
}

function wayBack(hops: readonly Hop[], { place }: Outcome): readonly ReplyHop[] {
  const replies: ReplyHop[] = [];
  let packet: Packet | undefined;
  for (let index = hops.length - 1; index >= 0; index -= 1) {
    const hop = hops[index];
    if (hop === undefined || hop.stage === 'dns') continue;
    const isLast = packet === undefined;
    const arrives = packet ?? swap(hop.packet);
    // The client asked for a name; its answer comes from the address that the name became.
    const restored = hop.stage === 'client' ? arrives : swap(hop.packet);
    const changes = differences(arrives, restored, hop.action === 'terminated');
    // A proxy that has no answer from its upstream makes one itself, at its own place.
    const answers = isLast || (hop.action === 'terminated' && hop.place === place);
    replies.push({
      stage: hop.stage,
      place: hop.place,
      action: replyAction(hop, changes, answers),
      packet: arrives,
      changes,
      rule: hop.rule,
      skipped: nothingSkipped,
    });
    packet = restored;
  }
  return replies;
}

const nothingSkipped: readonly Skip[] = [];

/** A proxy answers on its own connection: nothing is undone there. */
function replyAction(hop: Hop, changes: readonly Change[], answers: boolean): Hop['action'] {
  if (answers) return 'answered';
  return changes.length === 0 || hop.action === 'terminated' ? 'returned' : 'restored';
}

/** The answer to a packet: both ends change places, and only the connection's ends are shown. */
function swap(packet: Packet): Packet {
  return {
    protocol: packet.protocol,
    source: packet.destination,
    destination: { address: packet.source.address, port: packet.source.port ?? ephemeralPort },
  };
}

const unchanged: readonly Change[] = [];

function differences(before: Packet, after: Packet, isProxied: boolean): readonly Change[] {
  if (before === after || haveSameEnds(before, after)) return unchanged;
  const changes: Change[] = [];
  if (before.source.address !== after.source.address || before.source.port !== after.source.port) {
    changes.push({
      kind: isProxied ? 'connection' : 'dnat',
      field: 'source',
      from: socketText(before.source),
      to: socketText(after.source),
    });
  }
  if (before.destination.address !== after.destination.address) {
    changes.push({
      kind: isProxied ? 'connection' : 'snat',
      field: 'destination',
      from: before.destination.address,
      to: after.destination.address,
    });
  }
  return changes;
}

function haveSameEnds({ source, destination }: Packet, after: Packet): boolean {
  return (
    source.address === after.source.address &&
    source.port === after.source.port &&
    destination.address === after.destination.address
  );
}

function socketText({ address, port }: Socket | Target): string {
  return port === undefined || port === ephemeralPort ? address : `${address}:${port}`;
}

/** A node that translated without masquerade, whose endpoint elsewhere answers the client directly. */
interface BypassedNode {
  readonly service: ServiceHop;
  readonly forward: NodeHop;
}

function bypassedNode(cluster: Cluster, hops: readonly Hop[]): BypassedNode | undefined {
  for (const [index, hop] of hops.entries()) {
    if (hop.stage !== 'service' || hop.action !== 'translated' || hop.masquerade) continue;
    const forward = hops[index + 1];
    if (forward?.stage !== 'node' || forward.to.kind !== 'node' || forward.changes.length > 0) continue;
    if (homeOf(cluster, hop.packet.source.address) !== hop.node) return { service: hop, forward };
  }
  return undefined;
}

/** The node to which answers for an address are routed. */
function homeOf(cluster: Cluster, address: string): string | undefined {
  const pod = cluster.podByAddress(address);
  return pod === undefined ? cluster.nodeByAddress(address)?.metadata.name : pod.spec.nodeName;
}

function replyLost({ service, forward }: BypassedNode): Outcome {
  const other = forward.to.kind === 'node' ? forward.to.node : '';
  return {
    kind: 'timeout',
    place: { kind: 'node', name: service.node },
    cause: {
      code: 'reply-lost',
      object: service.service,
      message: `Node ${service.node} translated the destination without masquerade; the answer goes straight from node ${other} to ${service.packet.source.address}, which does not know that connection.`,
      fix: 'Let the service proxy masquerade traffic from outside (detectLocal, masqueradeAll), or expose the Service by NodePort or LoadBalancer.',
    },
  };
}
