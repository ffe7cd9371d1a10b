import { isInAny } from '../address/cidr.js';
import type { ServicePortInfo } from '../endpoints/service-port-info.js';
import type { Question } from './question.js';

/**
 * Whether the source may use the load balancer address of a service port: everybody may without source ranges. A range
 * with the address of the node lets in the load balancer's own addresses too, for a node that holds them itself.
 *
 * @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go, the firewall chain
 */
export function isSourceAllowed({ host, packet }: Question, port: ServicePortInfo): boolean {
  const { loadBalancerSourceRanges: ranges, loadBalancerVIPs, family } = port;
  const { address } = packet.source;
  if (ranges.length === 0 || isInAny(ranges, address)) return true;
  const { nodeIP } = host.families[family];
  return nodeIP !== undefined && loadBalancerVIPs.includes(address) && isInAny(ranges, nodeIP);
}
