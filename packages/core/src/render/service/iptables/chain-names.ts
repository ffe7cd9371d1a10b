import type { Target } from '../../../request/packet.js';
import { chainHash } from '../chain-hash.js';
import { endpointText, type ServicePortPlan } from '../service-port-plan.js';

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

const hashLength = 16;

/** @see kubernetes/kubernetes pkg/proxy/iptables/proxier.go, portProtoHash: a chain's name may have 28 characters */
export function chainNames({ label, protocol }: ServicePortPlan): ChainNames {
  const hash = chainHash(label + protocol, hashLength);
  return {
    cluster: `KUBE-SVC-${hash}`,
    local: `KUBE-SVL-${hash}`,
    external: `KUBE-EXT-${hash}`,
    firewall: `KUBE-FW-${hash}`,
  };
}

/** The name of the chain of an endpoint. */
export function endpointChainName({ label, protocol }: ServicePortPlan, endpoint: Target): string {
  return `KUBE-SEP-${chainHash(label + protocol + endpointText(endpoint), hashLength)}`;
}
