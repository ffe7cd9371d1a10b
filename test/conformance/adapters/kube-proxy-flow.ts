import { familyOf } from '../../../packages/core/src/address/ip.js';
import { nodeAddress } from '../../../packages/core/src/cluster/node-address.js';
import type { Position } from '../../../packages/core/src/step/position.js';
import type { Memory } from '../../../packages/core/src/step/memory.js';
import type { Flight, Step } from '../../../packages/core/src/step/step.js';
import type { Packet, Target } from '../../../packages/core/src/request/packet.js';
import { nodeComponent } from '../../../packages/core/src/node/route.js';
import { serviceComponent } from '../../../packages/core/src/service/component.js';
import { targetText } from '../../../packages/core/src/service/hop.js';
import { serviceProxy, type DecidedEndpoint } from '../../../packages/core/src/service/proxy.js';
import { emptyMemory } from '../../../packages/core/src/step/memory.js';
import type { Expectation, FlowItem, ProbeItem } from './kube-proxy-case.js';
import type { ProxySetting } from './kube-proxy-setting.js';

/** What the library says about a flow, in the keys of the vectors. */
export function flowActual(setting: ProxySetting, item: FlowItem): Expectation {
  // Such a packet never leaves the network namespace of its pod: no rule of the node sees it.
  if (item.note === "a pod's own loopback") return { verdict: 'accept' };
  const actuals = (item.sources ?? [item.from]).map((from) => actualFrom(setting, { ...item, from }));
  const [first] = actuals;
  const differs = actuals.find((actual) => JSON.stringify(actual) !== JSON.stringify(first));
  return differs ?? first ?? {};
}

function actualFrom(setting: ProxySetting, probe: ProbeItem): Expectation {
  const interfaces = setting.interfacesOf(probe.at);
  const packet = packetOf(probe);
  const decision = serviceProxy(
    setting.cluster,
    probe.at,
    interfaces === undefined ? {} : { interfaces },
  ).decide(packet);
  if (decision.verdict !== 'forward') {
    return { verdict: decision.verdict, masquerade: false, sourceSeen: probe.from };
  }
  const seen = decision.endpoints.map((endpoint) => arrivalOf(setting, probe, endpoint));
  const sources = [...new Set(seen.map(({ sourceSeen }) => sourceSeen))].sort();
  return {
    verdict: 'forward',
    endpoints: decision.endpoints.map(targetText).sort(),
    masquerade: masqueradeOf(seen),
    perEndpoint: Object.fromEntries(
      seen.map(({ endpoint, masquerade, sourceSeen }) => [endpoint, { masquerade, sourceSeen }]),
    ),
    sourceSeen: sources.length === 1 ? sources[0] : sources,
    sticky: isSticky(setting, probe),
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
  const arrival = { endpoint: targetText(endpoint), isSender: endpoint.address === probe.from };
  if (setting.facts.proxyFlags === undefined) {
    return { ...arrival, masquerade: endpoint.masquerade, sourceSeen: probe.from };
  }
  const step = wayOut(setting, probe, endpoint);
  // An address that no object holds is nothing to the node; the rig had somebody there.
  const isKnown = step.kind === 'next';
  const masquerade = isKnown
    ? step.hops.some(({ rule }) => rule.id === 'masquerade-marked')
    : endpoint.masquerade;
  const source = isKnown ? step.flight.packet.source.address : nodeIP(setting, probe);
  const natted = masquerade ? natAddress(setting, probe, endpoint, source) : source;
  return { ...arrival, masquerade, sourceSeen: isKnown || masquerade ? natted : probe.from };
}

function nodeIP({ cluster }: ProxySetting, { at, to }: ProbeItem): string {
  const node = cluster.get('Node', at);
  return (node === undefined ? undefined : nodeAddress(node, familyOf(to))) ?? '';
}

function wayOut({ cluster, interfacesOf }: ProxySetting, probe: ProbeItem, endpoint: DecidedEndpoint): Step {
  const { address, port, masquerade } = endpoint;
  const isHost = interfacesOf(probe.at)?.includes(probe.from) ?? false;
  const at = { kind: 'leaving', node: probe.at, from: isHost ? 'host' : 'wire' } as const;
  const packet: Packet = {
    ...packetOf(probe),
    destination: { address, port },
    ...(masquerade ? { mark: 'masquerade' } : undefined),
  };
  return nodeComponent({ of: () => cluster }, emptyMemory, { ...flightOf(packet, at), at });
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

/** Whether the second connection of a client goes where the first went. */
function isSticky(setting: ProxySetting, probe: ProbeItem): boolean {
  const first = connect(setting, probe, emptyMemory, 1);
  if (first === undefined) return false;
  const second = connect(setting, probe, first.memory, 0);
  return second !== undefined && !second.wasChosen && second.endpoint === first.endpoint;
}

/** A connection through the service proxy. */
export interface Connection {
  readonly endpoint: string;
  /** The endpoints it was among. */
  readonly among: readonly string[];
  /** Whether there was a choice. */
  readonly wasChosen: boolean;
  readonly memory: Memory;
}

/** Connects, with this candidate where there is a choice; undefined when the packet is not forwarded. */
export function connect(
  { cluster }: ProxySetting,
  probe: ProbeItem,
  memory: Memory,
  index: number,
): Connection | undefined {
  const at = { kind: 'arriving', node: probe.at, from: 'wire' } as const;
  const arrived = serviceComponent({ of: () => cluster }, memory, flightOf(packetOf(probe), at));
  const step = take(arrived, index);
  const hop = step?.kind === 'next' ? step.hops[0] : undefined;
  if (step?.kind !== 'next' || hop?.stage !== 'service') return undefined;
  return {
    endpoint: targetText(step.flight.packet.destination),
    among: hop.endpoints.map(targetText),
    wasChosen: arrived.kind === 'choose',
    memory: step.memory,
  };
}

function take(step: Step, index: number): Exclude<Step, { kind: 'choose' }> | undefined {
  if (step.kind !== 'choose') return step;
  const { of, by, candidates } = step;
  const chosen = step.take(index, {
    of,
    by,
    among: candidates.length,
    index,
    probability: candidates[index]?.probability ?? 0,
  });
  return chosen.kind === 'choose' ? undefined : chosen;
}

function packetOf({ protocol, from, to, port }: ProbeItem): Packet {
  return { protocol, source: { address: from }, destination: { address: to, port } };
}

function flightOf(packet: Packet, at: Position): Flight {
  return {
    request: {
      from: { kind: 'network', address: packet.source.address },
      scheme: packet.protocol === 'UDP' ? 'udp' : 'tcp',
      host: packet.destination.address,
      port: packet.destination.port,
      hostHeader: null,
      sni: null,
      method: '',
      target: '',
      version: '1.1',
      headers: [],
    },
    at,
    departure: at,
    packet,
  };
}
