import { isInAny } from '../address/cidr.js';
import { familyOf } from '../address/ip.js';
import type { Cluster } from '../cluster/cluster.js';
import { nodeAddress } from '../cluster/node-address.js';
import type { Packet } from '../request/packet.js';
import type { Memory } from '../step/memory.js';
import type { Position } from '../step/position.js';
import { next } from '../step/result.js';
import type { Step } from '../step/step.js';
import type { Change } from '../trace/change.js';
import type { NodeHop } from '../trace/hop.js';
import type { Rule, Skip } from '../trace/rule.js';
import type { Leaving } from './leaving.js';

/** What the way out of a node makes of the source address. */
interface SourceDecision {
  readonly rule: Rule;
  readonly skipped: readonly Skip[];
  /** The new source address; `undefined` keeps it. */
  readonly source: string | undefined;
}

const unmarked: readonly Skip[] = [{ code: 'no-masquerade-mark' }];
const nothing: readonly Skip[] = [];

/** The way out of a node's stack: its hop, and the packet on the far side. */
export interface WayOut {
  readonly hop: NodeHop;
  readonly packet: Packet;
}

/** Sends the packet out of the node's stack: towards a pod on it, another node, or the outside. */
export function sendOut(
  cluster: Cluster,
  memory: Memory,
  flight: Leaving,
  to: NodeHop['to'],
  at: Position,
): Step {
  const { hop, packet } = wayOut(cluster, flight, to);
  return next([hop], { ...flight, at, left: hop.place, packet }, memory);
}

/** Decides about the source of a packet that leaves the node's stack, be it over the node's own loopback interface. */
export function wayOut(cluster: Cluster, flight: Leaving, to: NodeHop['to']): WayOut {
  const { packet } = flight;
  const decision = decideSource(cluster, flight);
  const hop: NodeHop = {
    stage: 'node',
    node: flight.at.node,
    place: { kind: 'node', name: flight.at.node },
    action: 'forwarded',
    packet,
    changes: changesOf(packet, decision.source),
    rule: decision.rule,
    skipped: decision.skipped,
    to,
  };
  return { hop, packet: withSource(packet, decision.source) };
}

/**
 * Who rewrites the source: the masquerade mark of the service proxy, else the network plugin's own NAT for what pods
 * send out of the pod ranges.
 *
 * @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go, chain KUBE-POSTROUTING
 * @see flannel-io/flannel Documentation/configuration.md, `--ip-masq`; kubernetes-sigs/kind images/kindnetd
 */
function decideSource(cluster: Cluster, flight: Leaving): SourceDecision {
  const { packet } = flight;
  const own = cluster.get('Node', flight.at.node);
  const family = familyOf(packet.destination.address);
  const source = own === undefined ? undefined : nodeAddress(own, family);
  if (packet.mark === 'masquerade') return { rule: { id: 'masquerade-marked' }, skipped: nothing, source };
  const { podCIDRs, egressNat } = cluster.platform;
  if (
    egressNat &&
    flight.at.from === 'pod' &&
    isInAny(podCIDRs, packet.source.address) &&
    !isInAny(podCIDRs, packet.destination.address)
  ) {
    return { rule: { id: 'egress-nat' }, skipped: unmarked, source };
  }
  return { rule: { id: 'route-by-destination' }, skipped: unmarked, source: undefined };
}

function changesOf(packet: Packet, source: string | undefined): readonly Change[] {
  if (source === undefined || source === packet.source.address) return noChanges;
  return [{ kind: 'snat', field: 'source', from: packet.source.address, to: source }];
}

const noChanges: readonly Change[] = [];

/** The packet on the far side of the way out: the mark is gone, the source is as decided. */
function withSource(packet: Packet, source: string | undefined): Packet {
  if (packet.mark === undefined && source === undefined) return packet;
  const { mark: _mark, ...rest } = packet;
  return source === undefined ? rest : { ...rest, source: { address: source } };
}
