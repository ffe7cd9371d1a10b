import { type Packet, parseIP, type Target } from '@kubehop/core';
import {
  type DecidedEndpoint,
  emptyMemory,
  nodeRouting,
  type ServiceProxy,
  serviceProxy,
} from '@kubehop/core/components';
import type { Answer } from '../adapter.js';
import type { FlowItem, ProbeItem } from './kube-proxy-case.js';
import type { ProxySetting } from './kube-proxy-setting.js';

/** What the model says about a flow, in the keys of the vectors. */
export function flowAnswer(setting: ProxySetting, item: FlowItem): Answer {
  // Such a packet never leaves the network namespace of its pod: no rule of the node sees it.
  if (item.note === "a pod's own loopback") return { verdict: 'accept' };
  const answers = (item.sources ?? [item.from]).map((from) => answerFrom(setting, { ...item, from }));
  const [first] = answers;
  const differs = answers.find((answer) => JSON.stringify(answer) !== JSON.stringify(first));
  return differs ?? first ?? {};
}

/** The service proxy of the node at which a packet is. */
export function proxyAt({ cluster, interfacesOf }: ProxySetting, node: string): ServiceProxy {
  const interfaces = interfacesOf(node);
  return serviceProxy(cluster, node, interfaces === undefined ? {} : { interfaces });
}

/** The packet of an item. */
export function packetOf({ protocol, from, to, port }: ProbeItem): Packet {
  return { protocol, source: { address: from }, destination: { address: to, port } };
}

/** `address:port`, with brackets around an IPv6 address. */
export function targetText({ address, port }: Target): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function answerFrom(setting: ProxySetting, probe: ProbeItem): Answer {
  const decision = proxyAt(setting, probe.at).decide(packetOf(probe));
  if (decision.verdict !== 'forward') {
    return { verdict: decision.verdict, masquerade: false, sourceSeen: probe.from };
  }
  const seen = decision.endpoints.map((endpoint) => arrivalOf(setting, probe, endpoint));
  const sources = [...new Set(seen.map(({ sourceSeen }) => sourceSeen))];
  return {
    verdict: 'forward',
    endpoints: decision.endpoints.map(targetText),
    masquerade: masqueradeOf(seen),
    perEndpoint: Object.fromEntries(
      seen.map(({ endpoint, masquerade, sourceSeen }) => [endpoint, { masquerade, sourceSeen }]),
    ),
    sourceSeen: sources.length === 1 ? sources[0] : sources,
    sticky: isSticky(setting, probe, decision.endpoints),
  };
}

interface Arrival {
  readonly endpoint: string;
  readonly isSender: boolean;
  readonly masquerade: boolean;
  readonly sourceSeen: string;
}

/** A flow speaks of the endpoints that are not the sender itself, if there are any. */
function masqueradeOf(arrivals: readonly Arrival[]): boolean | 'mixed' {
  const others = arrivals.filter(({ isSender }) => !isSender);
  const masquerades = new Set((others.length > 0 ? others : arrivals).map(({ masquerade }) => masquerade));
  const [only] = masquerades;
  return masquerades.size === 1 && only !== undefined ? only : 'mixed';
}

/** What the endpoint sees: with the rig, the node carries the mark out on the way, or does not. */
function arrivalOf(setting: ProxySetting, probe: ProbeItem, endpoint: DecidedEndpoint): Arrival {
  const { masquerade } = endpoint;
  const arrival = { endpoint: targetText(endpoint), isSender: endpoint.address === probe.from };
  if (setting.facts.proxyFlags === undefined) return { ...arrival, masquerade, sourceSeen: probe.from };
  const routed = wayOut(setting, probe, endpoint);
  if (routed.kind === 'sent') {
    const carried = routed.hops.some(({ rule }) => rule.id === 'masquerade-marked');
    const { address } = routed.packet.source;
    return {
      ...arrival,
      masquerade: carried,
      sourceSeen: carried ? natAddress(setting, probe, endpoint, address) : address,
    };
  }
  // An address that no object holds is nothing to the node; the rig had somebody there.
  const sourceSeen = masquerade ? natAddress(setting, probe, endpoint, nodeIP(setting, probe)) : probe.from;
  return { ...arrival, masquerade, sourceSeen };
}

function nodeIP({ cluster }: ProxySetting, { at, to }: ProbeItem): string {
  const addresses = cluster.get('Node', at)?.status.addresses ?? [];
  const family = parseIP(to)?.family;
  return (
    addresses.find(({ type, address }) => type === 'InternalIP' && parseIP(address)?.family === family)
      ?.address ?? ''
  );
}

function wayOut(
  { cluster, interfacesOf }: ProxySetting,
  probe: ProbeItem,
  { address, port, masquerade }: DecidedEndpoint,
): ReturnType<ReturnType<typeof nodeRouting>['route']> {
  const isHost = interfacesOf(probe.at)?.includes(probe.from) ?? false;
  const packet: Packet = {
    ...packetOf(probe),
    destination: { address, port },
    ...(masquerade ? { mark: 'masquerade' } : undefined),
  };
  return nodeRouting(cluster, probe.at).route(packet, isHost ? 'host' : 'wire');
}

/** A node with a bridge masquerades towards its own pods with the address of the bridge, which is no object. */
function natAddress(
  { cluster, facts }: ProxySetting,
  probe: ProbeItem,
  { address }: Target,
  fromNode: string,
): string {
  const isOwnPod = cluster.podByAddress(address)?.spec.nodeName === probe.at;
  return facts.podNetwork === 'bridge' && isOwnPod ? address.replace(/\.\d+$/, '.1') : fromNode;
}

/** Whether the second connection of a client goes where the first went, wherever that was. */
function isSticky(setting: ProxySetting, probe: ProbeItem, endpoints: readonly DecidedEndpoint[]): boolean {
  const proxy = proxyAt(setting, probe.at);
  const packet = packetOf(probe);
  return endpoints.every((endpoint) => {
    const again = proxy.decide(packet, { memory: proxy.remember(packet, endpoint, emptyMemory) });
    if (again.verdict !== 'forward') return false;
    return (
      again.endpoints.length === 1 &&
      again.endpoints.every((kept) => targetText(kept) === targetText(endpoint))
    );
  });
}
