import type { LoadBalancerIngress, Service } from '../../object/service.js';
import { objectOrder } from '../order.js';
import { canonicalAddress } from './canonical-address.js';
import { distinct } from './distinct.js';
import type { IndexDefinition } from './multi-index.js';

/**
 * Services by the addresses that service proxies serve: cluster IPs, external IPs, and load balancer addresses whose
 * ipMode is absent or VIP.
 *
 * @see kubernetes/kubernetes pkg/proxy/serviceport.go; KEP-1860
 */
export const servicesByAddress: IndexDefinition<string, Service> = {
  keysOf: ({ spec: { type, clusterIPs, externalIPs }, status }) => {
    const balanced = type === 'LoadBalancer' ? status.loadBalancer.ingress.flatMap(servedAddress) : [];
    const addresses = [...clusterIPs, ...externalIPs, ...balanced];
    return distinct(
      addresses.filter((address) => address !== 'None' && address !== '').map(canonicalAddress),
    );
  },
  order: objectOrder,
};

function servedAddress({ ip, ipMode }: LoadBalancerIngress): readonly string[] {
  return ip === undefined || ipMode === 'Proxy' ? [] : [ip];
}

/** Services by the node ports of their ports. */
export const servicesByNodePort: IndexDefinition<number, Service> = {
  keysOf: ({ spec }) =>
    distinct(
      spec.ports.flatMap(({ nodePort }) => (nodePort === undefined || nodePort === 0 ? [] : [nodePort])),
    ),
  order: objectOrder,
};
