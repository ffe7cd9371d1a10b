import { parseIPSloppy } from '../../address/ip.js';
import { keyOf } from '../../object/object.js';
import type { Service } from '../../object/service.js';
import type { IndexDefinition } from './multi-index.js';

/**
 * Services by the canonical text of the addresses that service proxies serve: cluster IPs, external IPs, and load balancer addresses whose
 * ipMode is absent or VIP.
 *
 * @see kubernetes/kubernetes pkg/proxy/serviceport.go; KEP-1860
 */
export const servicesByAddress: IndexDefinition<Service> = {
  identityOf: keyOf,
  keysOf: (service) =>
    [
      ...service.spec.clusterIPs.filter((address) => address !== 'None' && address !== ''),
      ...service.spec.externalIPs,
      ...(service.spec.type === 'LoadBalancer' ? proxiedAddresses(service) : []),
    ].map(canonical),
};

/** Objects of old may spell addresses with leading zeros, and IPv6 addresses have many spellings. */
function canonical(address: string): string {
  return parseIPSloppy(address)?.text ?? address;
}

function proxiedAddresses(service: Service): readonly string[] {
  return service.status.loadBalancer.ingress.flatMap(({ ip, ipMode }) =>
    ip === undefined || ipMode === 'Proxy' ? [] : [ip],
  );
}

/** Services by the node ports of their ports. */
export const servicesByNodePort: IndexDefinition<Service> = {
  identityOf: keyOf,
  keysOf: (service) =>
    service.spec.ports.flatMap(({ nodePort }) =>
      nodePort === undefined || nodePort === 0 ? [] : [`${nodePort}`],
    ),
};
