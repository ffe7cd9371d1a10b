import { familyOf } from '../address/ip.js';
import { servicePortsOf, type ServicePortInfo } from '../endpoints/service-port-info.js';
import type { ServiceHop } from '../trace/hop.js';
import type { Question } from './question.js';

/** The service port that a packet is for, and by which kind of address it is reached. */
export interface Claim {
  readonly port: ServicePortInfo;
  readonly via: ServiceHop['via'];
}

/** What claims go by, of a question. */
type Asked = Pick<Question, 'cluster' | 'packet'>;

/**
 * The service port that holds the destination address, port and protocol. Where one address is several things, it is a
 * cluster IP first, then an external IP, then a load balancer address.
 *
 * @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go: the order of the rules of a service port
 */
export function claimByAddress({ cluster, packet }: Asked): Claim | undefined {
  const { address, port: number } = packet.destination;
  let best: Claim | undefined;
  for (const service of cluster.servicesByAddress(address)) {
    for (const port of servicePortsOf(service)) {
      if (port.port !== number || port.protocol !== packet.protocol) continue;
      const via = kindOfAddress(port, address);
      if (via !== undefined && (best === undefined || order[via] < order[best.via])) best = { port, via };
    }
  }
  return best;
}

/** The Service that holds the destination address, by one of its ports, whichever port is asked. */
export function holderOf({ cluster, packet }: Asked): Claim | undefined {
  const { address } = packet.destination;
  for (const service of cluster.servicesByAddress(address)) {
    for (const port of servicePortsOf(service)) {
      const via = kindOfAddress(port, address);
      if (via !== undefined) return { port, via };
    }
  }
  return undefined;
}

const order = { clusterIP: 0, externalIP: 1, loadBalancer: 2, nodePort: 3 } as const;

function kindOfAddress(port: ServicePortInfo, address: string): Claim['via'] | undefined {
  if (port.clusterIP === address) return 'clusterIP';
  if (port.externalIPs.includes(address)) return 'externalIP';
  return port.loadBalancerVIPs.includes(address) ? 'loadBalancer' : undefined;
}

/** The service port whose node port this is, in the family of the destination. */
export function claimByNodePort({ cluster, packet }: Asked): Claim | undefined {
  const { address, port: number } = packet.destination;
  const family = familyOf(address);
  for (const service of cluster.servicesByNodePort(number)) {
    for (const port of servicePortsOf(service)) {
      if (port.nodePort === number && port.protocol === packet.protocol && port.family === family) {
        return { port, via: 'nodePort' };
      }
    }
  }
  return undefined;
}

/** The service port with source ranges for which the destination is a load balancer address. */
export function claimByFirewall({ cluster, packet }: Asked): ServicePortInfo | undefined {
  const { address, port: number } = packet.destination;
  for (const service of cluster.servicesByAddress(address)) {
    for (const port of servicePortsOf(service)) {
      if (
        port.port === number &&
        port.protocol === packet.protocol &&
        port.loadBalancerSourceRanges.length > 0 &&
        port.loadBalancerVIPs.includes(address)
      ) {
        return port;
      }
    }
  }
  return undefined;
}
