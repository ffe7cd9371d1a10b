import type {
  DnsHop,
  Hop,
  IngressHop,
  LoadBalancerHop,
  LoadBalancerTarget,
  NodeHop,
  PodHop,
  ServiceHop,
} from '../trace/hop.js';
import { objectText, placeText, socketText } from './words.js';

/** What happened at a hop, in one sentence. */
export function hopText(hop: Hop): string {
  switch (hop.stage) {
    case 'client':
      return `${placeText(hop.place)} sends to ${socketText(hop.packet.destination)}`;
    case 'dns':
      return dnsText(hop);
    case 'load-balancer':
      return loadBalancerText(hop);
    case 'node':
      return nodeText(hop);
    case 'service':
      return serviceText(hop);
    case 'network-policy':
      return `policies of ${objectText(hop.pod)} (${hop.direction}): ${hop.action}`;
    case 'ingress':
      return ingressText(hop);
    case 'pod':
      return podText(hop);
    default:
      return hop satisfies never;
  }
}

function dnsText(hop: DnsHop): string {
  const answer = hop.addresses.length === 0 ? 'has no address' : `is ${hop.addresses.join(', ')}`;
  const queries = hop.queries.length === 1 ? '1 query' : `${hop.queries.length} queries`;
  return `${hop.name} ${answer}, after ${queries}`;
}

function loadBalancerText(hop: LoadBalancerHop): string {
  const { conditions = [], backend, rule } = hop;
  const whose = rule.object === undefined ? '' : ` of ${objectText(rule.object)}`;
  const asked = conditions.length === 0 ? '' : `, ${conditions.join(', ')}${whose}`;
  const listener = `${placeText(hop.place)}, listener ${hop.listener.port}/${hop.listener.protocol}${asked}`;
  const of = backend === undefined ? '' : ` of ${objectText(backend.service)} port ${backend.port}`;
  const healthy = hop.targets.filter((target) => target.healthy).length;
  const what = hop.targets.some(isPod) ? 'pod' : 'node';
  const health = hop.targets.length === 0 ? '' : ` (${healthy} of ${hop.targets.length} ${what}s healthy)`;
  if (hop.target === undefined) return `${listener}: ${hop.action}${health}`;
  const verb = hop.action === 'terminated' ? 'ends the connection and opens one to' : 'to';
  return `${listener}: ${verb} ${what} ${hop.target}${of}${health}`;
}

function isPod({ name, node }: LoadBalancerTarget): boolean {
  return name !== node;
}

function nodeText(hop: NodeHop): string {
  switch (hop.to.kind) {
    case 'host':
      if (hop.rule.id === 'health-check-node-port') {
        return `the service proxy of node ${hop.node} answers health checks on ${socketText(hop.packet.destination)}`;
      }
      if (hop.rule.id === 'host-network') {
        return `node ${hop.node} hands it to a process of its own on ${socketText(hop.packet.destination)}`;
      }
      return `node ${hop.node} receives the packet on ${socketText(hop.packet.destination)}`;
    case 'pod':
      return `node ${hop.node} passes the packet to its pod ${hop.to.namespace}/${hop.to.name}`;
    case 'node':
      return hop.to.node === hop.node
        ? `the network translates the public address of node ${hop.node}`
        : `node ${hop.node} passes the packet to node ${hop.to.node}`;
    case 'outside':
      return `node ${hop.node} sends the packet out of the cluster`;
    case 'nowhere':
      return hop.action === 'rejected'
        ? `node ${hop.node} refuses: nobody listens on ${socketText(hop.packet.destination)}`
        : `node ${hop.node} has nowhere to send the packet`;
    default:
      return hop.to satisfies never;
  }
}

function serviceText(hop: ServiceHop): string {
  const { name, port, protocol } = hop.port;
  const named = name === '' ? '' : ` (${name})`;
  const service = `${objectText(hop.service)} port ${port}/${protocol}${named}, by its ${viaText(hop.via)}`;
  if (hop.endpoint === undefined) return `${service}: ${hop.action}`;
  if (hop.rule.id === 'connection-known') return `${service}: to ${socketText(hop.endpoint)}, as before`;
  const count = hop.endpoints.length === 1 ? 'its only endpoint' : `one of ${hop.endpoints.length} endpoints`;
  return `${service}: to ${socketText(hop.endpoint)}, ${count}`;
}

function viaText(via: ServiceHop['via']): string {
  switch (via) {
    case 'clusterIP':
      return 'cluster IP';
    case 'nodePort':
      return 'node port';
    case 'loadBalancer':
      return 'load balancer address';
    case 'externalIP':
      return 'external IP';
    default:
      return via satisfies never;
  }
}

function ingressText(hop: IngressHop): string {
  const { dialect, version } = hop.controller;
  const who = version === '' ? dialect : `${dialect} ${version}`;
  const host = hop.server === '_' ? 'the catch-all server' : `server ${hop.server}`;
  if (hop.rule.id === 'client-refuses-certificate') {
    return `${who}, ${host}: the client refuses the certificate and ends the handshake`;
  }
  if (hop.rule.id === 'controller-stream-service' && hop.action === 'rejected') {
    return `${who} does not listen on ${hop.server}`;
  }
  if (hop.backend === undefined) {
    // What comes after is not known, or nothing does.
    if (hop.action === 'terminated') return `${who} takes the connection`;
    return `${who} answers itself from ${host}`;
  }
  const location = hop.location === undefined ? '' : ` path ${hop.location.path} (${hop.location.pathType})`;
  const rule = hop.ingress === undefined ? '' : ` of ${objectText(hop.ingress)}`;
  return `${who}, ${host}${location}${rule}: to ${objectText(hop.backend.service)} port ${hop.backend.port}`;
}

function podText(hop: PodHop): string {
  const container = hop.container === undefined ? '' : `, container ${hop.container}`;
  const process = `${objectText(hop.pod)}${container}`;
  const { port } = hop.packet.destination;
  if (hop.action === 'rejected') return `${process} does not listen on ${port}`;
  return `${process} listens on ${port}; it sees the client as ${hop.client}`;
}
