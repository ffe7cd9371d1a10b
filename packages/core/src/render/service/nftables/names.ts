import type { Target } from '../../../request/packet.js';
import { chainHash } from '../chain-hash.js';
import type { ServicePortPlan } from '../service-port-plan.js';

/** The names of the chains of a service port. */
export interface ChainNames {
  /** Chooses among all endpoints. */
  readonly cluster: string;
  /** Chooses among the endpoints on the node. */
  readonly local: string;
  /** What is asked from outside. */
  readonly external: string;
  /** Who may ask a load balancer address. */
  readonly firewall: string;
}

/** The names of what belongs to an endpoint of a service port. */
export interface EndpointNames {
  readonly chain: string;
  /** The set of the clients that keep the endpoint. */
  readonly affinity: string;
}

/** @see kubernetes/kubernetes pkg/proxy/nftables/proxier.go, servicePortChainNameBase */
export function chainNames(plan: ServicePortPlan): ChainNames {
  const base = hashed(baseOf(plan));
  return {
    cluster: `service-${base}`,
    local: `local-${base}`,
    external: `external-${base}`,
    firewall: `firewall-${base}`,
  };
}

/** @see kubernetes/kubernetes pkg/proxy/nftables/proxier.go, servicePortEndpointChainNameBase */
export function endpointNames(plan: ServicePortPlan, { address, port }: Target): EndpointNames {
  const base = hashed(`${baseOf(plan)}__${address.replaceAll(':', '.')}/${port}`);
  return { chain: `endpoint-${base}`, affinity: `affinity-${base}` };
}

function baseOf({ port, protocol }: ServicePortPlan): string {
  return `${port.key}/${protocol}/${port.name}`;
}

/** The longest a name may be behind its prefix: nftables takes 256 characters, and the longest prefix may have 16. */
const longest = 240;

function hashed(base: string): string {
  const name = `${chainHash(base, 8)}-${base}`;
  return name.length > longest ? `${name.slice(0, longest - 3)}...` : name;
}
