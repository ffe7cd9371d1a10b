import { servesOwnSendersWithoutLocal } from '../../../service/nftables.js';
import type { ProxyPlan } from '../proxy-plan.js';
import type { ServicePortPlan, TrafficPlan } from '../service-port-plan.js';
import { chainNames } from './names.js';

/** What the maps of all Services hold: the key of an element, and the element. */
export interface MapElements {
  readonly clusterIPs: ReadonlyMap<string, string>;
  readonly serviceIPs: ReadonlyMap<string, string>;
  readonly serviceNodePorts: ReadonlyMap<string, string>;
  readonly noEndpointServices: ReadonlyMap<string, string>;
  readonly noEndpointNodePorts: ReadonlyMap<string, string>;
  readonly firewallIPs: ReadonlyMap<string, string>;
}

/**
 * The elements of the maps that all Services share. Of two for one key the first counts.
 *
 * @see kubernetes/kubernetes pkg/proxy/nftables/proxier.go, syncProxyRules
 */
export function mapElements({ host, ports }: ProxyPlan): MapElements {
  const servesOwnSenders = servesOwnSendersWithoutLocal(host);
  return {
    clusterIPs: keyed(ports.map(({ port }) => [port.clusterIP, port.clusterIP])),
    serviceIPs: keyed(ports.flatMap((plan) => serviceIPs(plan, servesOwnSenders))),
    serviceNodePorts: keyed(ports.flatMap(serviceNodePorts)),
    noEndpointServices: keyed(ports.flatMap(noEndpointServices)),
    noEndpointNodePorts: keyed(ports.flatMap(noEndpointNodePorts)),
    firewallIPs: keyed(ports.flatMap(firewallIPs)),
  };
}

type Element = readonly [key: string, element: string];

function keyed(elements: readonly Element[]): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const [key, element] of elements) if (!map.has(key)) map.set(key, element);
  return map;
}

function serviceIPs(plan: ServicePortPlan, servesOwnSenders: boolean): readonly Element[] {
  const { port, internal, external, hasEndpoints } = plan;
  const names = chainNames(plan);
  const internalChain = internal.policy === 'Local' ? names.local : names.cluster;
  const hasExternalChain = hasEndpoints && (external.refusal === undefined || servesOwnSenders);
  return [
    ...(internal.refusal === undefined ? [goto(socket(plan, port.clusterIP), internalChain)] : []),
    ...(hasExternalChain
      ? externalAddresses(plan).map((address) => goto(socket(plan, address), names.external))
      : []),
  ];
}

function serviceNodePorts(plan: ServicePortPlan): readonly Element[] {
  const { port, protocol, hasEndpoints } = plan;
  return port.nodePort === undefined || !hasEndpoints
    ? []
    : [goto(`${protocol} . ${port.nodePort}`, chainNames(plan).external)];
}

function noEndpointServices(plan: ServicePortPlan): readonly Element[] {
  return [
    ...refused(plan, plan.internal, socket(plan, plan.port.clusterIP)),
    ...externalAddresses(plan).flatMap((address) => refused(plan, plan.external, socket(plan, address))),
  ];
}

function noEndpointNodePorts(plan: ServicePortPlan): readonly Element[] {
  const { port, protocol } = plan;
  return port.nodePort === undefined ? [] : refused(plan, plan.external, `${protocol} . ${port.nodePort}`);
}

function firewallIPs(plan: ServicePortPlan): readonly Element[] {
  return hasFirewall(plan)
    ? plan.port.loadBalancerVIPs.map((address) => goto(socket(plan, address), chainNames(plan).firewall))
    : [];
}

/** Whether the sources of what goes to load balancer addresses are looked at: with or without an endpoint. */
export function hasFirewall({ port }: ServicePortPlan): boolean {
  return port.loadBalancerVIPs.length > 0 && port.loadBalancerSourceRanges.length > 0;
}

function externalAddresses({ port }: ServicePortPlan): readonly string[] {
  return [...port.externalIPs, ...port.loadBalancerVIPs];
}

function socket({ port, protocol }: ServicePortPlan, address: string): string {
  return `${address} . ${protocol} . ${port.port}`;
}

function goto(key: string, chain: string): Element {
  return [key, `${key} : goto ${chain}`];
}

function refused({ label }: ServicePortPlan, { refusal }: TrafficPlan, key: string): readonly Element[] {
  if (refusal === undefined) return [];
  const verdict = refusal === 'drop' ? 'drop' : 'goto reject-chain';
  return [[key, `${key} comment "${label}" : ${verdict}`]];
}
