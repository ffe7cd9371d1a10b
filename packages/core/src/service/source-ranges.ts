import { isInAny } from '../address/cidr.js';
import type { ServicePortInfo } from '../endpoints/service-port-info.js';
import type { ProxyHost } from './proxy-host.js';
import type { Question } from './question.js';

/**
 * Whether the source may use the load balancer address of a service port: everybody may without source ranges.
 *
 * @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go, the firewall chain
 */
export function isSourceAllowed({ host, packet }: Question, port: ServicePortInfo): boolean {
  const { loadBalancerSourceRanges: ranges, loadBalancerVIPs } = port;
  const { address } = packet.source;
  if (ranges.length === 0 || isInAny(ranges, address)) return true;
  return loadBalancerVIPs.includes(address) && letsNodeIn(host, port);
}

/**
 * Whether the source ranges hold the address of the node: then the load balancer's own addresses are let in too, for a
 * node that holds them itself.
 */
export function letsNodeIn(host: ProxyHost, { loadBalancerSourceRanges, family }: ServicePortInfo): boolean {
  const { nodeIP } = host.families[family];
  return nodeIP !== undefined && isInAny(loadBalancerSourceRanges, nodeIP);
}
