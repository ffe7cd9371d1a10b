import type { Cluster } from '../cluster/cluster.js';
import { proxiedEndpointsOf } from '../endpoints/service-endpoint.js';
import { servicePortsOf, type ServicePortInfo } from '../endpoints/service-port-info.js';
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
  return `${node}|${textOf(port)}|${client}`;
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

/**
 * The memory once the rules of a node were brought in line with a cluster: what a client kept of an endpoint goes with the
 * rules for it. One that neither is ready nor serves has none.
 *
 * @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules: chains of endpoints that are no longer in use
 */
export function forgetUnlisted(memory: Memory, after: Cluster, node: string): Memory {
  if (memory.affinity.size === 0) return memory;
  const listed = listedIn(after);
  let { affinity } = memory;
  for (const [key, kept] of memory.affinity) {
    if (!key.startsWith(`${node}|`)) continue;
    const targets = listed(key.slice(node.length + 1, key.lastIndexOf('|')));
    const left = kept.filter(({ endpoint }) => targets.some((target) => isSame(endpoint, target)));
    if (left.length === 0) affinity = affinity.deleteAll([key]);
    else if (left.length < kept.length) affinity = affinity.set(key, left);
  }
  return affinity === memory.affinity ? memory : { ...memory, affinity };
}

/** The endpoints that rules may lead to, by the text of their service port. */
function listedIn(cluster: Cluster): (port: string) => readonly Target[] {
  const known = new Map<string, readonly Target[]>();
  return (text) => {
    let targets = known.get(text);
    if (targets === undefined) {
      const service = cluster.get('Service', text.slice(0, text.indexOf(':')));
      targets = (service === undefined ? [] : servicePortsOf(service))
        .filter((port) => textOf(port) === text)
        .flatMap((port) => proxiedEndpointsOf(cluster.slicesOf(port.key), port))
        .flatMap(({ target, isReady, isServing }) => (isReady || isServing ? [target] : []));
      known.set(text, targets);
    }
    return targets;
  };
}

function textOf({ key, name, protocol }: ServicePortInfo): string {
  return `${key}:${name}/${protocol}`;
}

function isSame(a: Target, b: Target): boolean {
  return a.port === b.port && a.address === b.address;
}
