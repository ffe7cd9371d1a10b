import { parseIPSloppy } from '../address/ip.js';
import type { Cluster } from '../cluster/cluster.js';
import type { ProxiedPacket, Target } from '../request/packet.js';
import { emptyMemory, type Connection, type Memory } from '../step/memory.js';
import type { ServiceHop } from '../trace/hop.js';
import type { Rule, Skip } from '../trace/rule.js';
import { keptIndex } from './affinity.js';
import { afterForward, afterPass, connectionOf, ruleOf, track } from './conntrack.js';
import type { Door } from '../step/position.js';
import { sourceDecision } from './masquerade.js';
import { isOwnAddress, proxyHost, proxyHostOf, type ProxyHost } from './proxy-host.js';
import { rulingOn } from './proxy-mode.js';
import type { Question } from './question.js';
import type { Forwarded } from './ruling.js';
import { servicePortView, type ServicePortView } from './service-port-view.js';

/** What becomes of a packet at the service proxy of a node. @public */
export type ProxyDecision =
  /** No rule of the proxy takes the packet. */
  | { readonly verdict: 'accept'; readonly rule: Rule }
  | (ServicePortView & {
      readonly verdict: 'forward';
      readonly rule: Rule;
      readonly endpoints: readonly DecidedEndpoint[];
      readonly leftOut: ServiceHop['leftOut'];
    })
  | (ServicePortView & {
      readonly verdict: 'reject' | 'drop';
      readonly rule: Rule;
      readonly leftOut: ServiceHop['leftOut'];
    })
  /** An address is closed without regard to any service port. */
  | { readonly verdict: 'reject' | 'drop'; readonly rule: Rule }
  /** The mode of the proxy is not modelled far enough. */
  | { readonly verdict: 'unknown'; readonly rule: Rule };

/** An endpoint that may be chosen, and what happens to the source then. @public */
export interface DecidedEndpoint extends Target {
  /** The share of new connections; the shares sum to 1. */
  readonly weight: number;
  readonly masquerade: boolean;
  /** Why the source is masqueraded. */
  readonly masqueradeRule?: Rule;
  /** What did not apply, and why. */
  readonly skipped: readonly Skip[];
}

/** What a decision may be told beside the packet. @public */
export interface DecideOptions {
  /**
   * Through which door the packet comes; unless given, a process of the node when the source is an address of the node,
   * a pod when a pod on the node has it, else the wire.
   */
  readonly from?: Door;
  /** What session affinity and the kernel of the node remember; nothing unless given. */
  readonly memory?: Memory;
}

/** The service proxy of one node. @public */
export interface ServiceProxy {
  /**
   * What becomes of a packet. It opens a connection, unless it says the port of its client and the memory holds a
   * connection between the same ends: that goes on as it began.
   */
  decide(packet: ProxiedPacket, options?: DecideOptions): ProxyDecision;
  /**
   * What is remembered once a packet went to this endpoint: the node tracks the connection, if the packet says the port
   * of its client, and with session affinity the client of a new one keeps the endpoint for the time that the Service
   * says, from {@link Memory.now} on. Of a packet that no rule took, `endpoint` is its own destination.
   */
  remember(packet: ProxiedPacket, endpoint: Target, memory: Memory): Memory;
}

/** What is known of a node beside its Node object. @public */
export interface ServiceProxyOptions {
  /**
   * The addresses of the node's interfaces, loopback included; the first of each family is the one that the proxy goes
   * by. Its InternalIPs and loopback unless given.
   */
  readonly interfaces?: readonly string[];
}

/**
 * The service proxy (kube-proxy) of a node, asked alone.
 *
 * @throws {RangeError} when the cluster has no such node
 * @public
 * @example
 * serviceProxy(cluster, 'node-a').decide({
 *   protocol: 'TCP',
 *   source: { address: '203.0.113.7' },
 *   destination: { address: '192.168.0.2', port: 30080 },
 * }); // { verdict: 'forward', endpoints: [...], ... }
 */
export function serviceProxy(
  cluster: Cluster,
  nodeName: string,
  { interfaces }: ServiceProxyOptions = {},
): ServiceProxy {
  const node = cluster.get('Node', nodeName);
  if (node === undefined) throw new RangeError(`the cluster has no node ${nodeName}`);
  const host =
    interfaces === undefined
      ? proxyHostOf(cluster, nodeName)
      : proxyHost(nodeName, node, cluster.platform, interfaces);
  const questionOf = (packet: ProxiedPacket, from: Door | undefined): Question => {
    const asked = canonicalPacket(packet);
    return { cluster, host, packet: asked, from: from ?? doorOf(cluster, host, asked.source.address) };
  };
  return {
    decide: (packet, { from, memory = emptyMemory } = {}) => {
      const question = questionOf(packet, from);
      const known = connectionOf(memory, nodeName, question.packet);
      return known === undefined ? decision(question, memory) : asBefore(known);
    },
    remember: (packet, endpoint, memory) => {
      const question = questionOf(packet, undefined);
      const known = connectionOf(memory, nodeName, question.packet);
      return known === undefined ? afterNew(memory, question, endpoint) : track(memory, nodeName, known);
    },
  };
}

function decision(question: Question, memory: Memory): ProxyDecision {
  const ruling = rulingOn(question);
  const { rule } = ruling;
  switch (ruling.kind) {
    case 'passed':
      return { verdict: 'accept', rule };
    case 'forwarded': {
      const { leftOut } = ruling.list;
      return {
        verdict: 'forward',
        rule,
        ...servicePortView(ruling.claim),
        endpoints: endpointsFor(question, ruling, memory),
        leftOut,
      };
    }
    case 'refused': {
      const leftOut = ruling.list?.leftOut ?? [];
      return { verdict: ruling.verdict, rule, ...servicePortView(ruling.claim), leftOut };
    }
    case 'filtered':
      return { verdict: ruling.verdict, rule };
    case 'undecided':
      return { verdict: 'unknown', rule };
    default:
      return ruling satisfies never;
  }
}

/** A connection that the node tracks goes on as it began. */
function asBefore(connection: Connection): ProxyDecision {
  const { endpoint, servicePort, masqueradeRule } = connection;
  const rule = ruleOf(connection);
  if (servicePort === undefined) return { verdict: 'accept', rule };
  const decided: DecidedEndpoint = {
    ...endpoint,
    weight: 1,
    masquerade: masqueradeRule !== undefined,
    ...(masqueradeRule === undefined ? undefined : { masqueradeRule }),
    skipped: [],
  };
  return { verdict: 'forward', rule, ...servicePort, endpoints: [decided], leftOut: [] };
}

/** The memory after the first packet of a connection; what is refused or dropped leaves nothing behind. */
function afterNew(memory: Memory, question: Question, endpoint: Target): Memory {
  const ruling = rulingOn(question);
  switch (ruling.kind) {
    case 'passed':
      return afterPass(memory, question);
    case 'forwarded': {
      const { masqueradeRule } = sourceDecision(question, ruling, endpoint);
      return afterForward(memory, question, ruling, endpoint, masqueradeRule);
    }
    case 'refused':
    case 'filtered':
    case 'undecided':
      return memory;
    default:
      return ruling satisfies never;
  }
}

function endpointsFor(question: Question, ruling: Forwarded, memory: Memory): readonly DecidedEndpoint[] {
  const kept = ruling.list.targets[keptIndex(memory, question, ruling)];
  const targets = kept === undefined ? ruling.list.targets : [kept];
  return targets.map((target) => {
    const { masqueradeRule, skipped } = sourceDecision(question, ruling, target);
    return {
      ...target,
      weight: 1 / targets.length,
      masquerade: masqueradeRule !== undefined,
      ...(masqueradeRule === undefined ? undefined : { masqueradeRule }),
      skipped,
    };
  });
}

function canonicalPacket({ protocol, source, destination }: ProxiedPacket): ProxiedPacket {
  return {
    protocol,
    source: { ...source, address: canonical(source.address) },
    destination: { ...destination, address: canonical(destination.address) },
  };
}

function canonical(address: string): string {
  return parseIPSloppy(address)?.text ?? address;
}

function doorOf(cluster: Cluster, host: ProxyHost, source: string): Door {
  if (isOwnAddress(host, source)) return 'host';
  return cluster.podByAddress(source)?.spec.nodeName === host.topology.name ? 'pod' : 'wire';
}
