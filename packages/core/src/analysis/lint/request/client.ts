import { isOutsideOfInternet } from '../../../address/classify.js';
import { nthAddress, parseCIDR } from '../../../address/cidr.js';
import type { Cluster } from '../../../cluster/cluster.js';
import type { LoadBalancer } from '../../../cluster/infrastructure.js';
import type { Pod } from '../../../object/pod.js';
import { network, type Origin, pod as podOrigin } from '../../../request/origin.js';

/** Somebody outside of the cluster who gets to an address: the usual client, or a neighbour of the nodes. */
export function clientAt(cluster: Cluster, address: string): Origin {
  const { defaultOrigin, networkCIDRs } = cluster.platform;
  const isInside =
    isOutsideOfInternet(address) || cluster.loadBalancerByAddress(address)?.scheme === 'internal';
  if (defaultOrigin.kind === 'network' || !isInside) return defaultOrigin;
  const neighbour = networkCIDRs.flatMap((range) => {
    const cidr = parseCIDR(range);
    return cidr === undefined ? [] : (nthAddress(cidr, 9)?.text ?? []);
  })[0];
  return neighbour === undefined ? defaultOrigin : network(neighbour);
}

/** Somebody outside of the cluster who asks a load balancer. */
export function clientOf(cluster: Cluster, { addresses: [address = ''] }: LoadBalancer): Origin {
  return clientAt(cluster, address);
}

/** A pod as a client; undefined for one that sends nothing of its own. */
export function clientIn({ metadata: { namespace, name }, spec, status }: Pod): Origin | undefined {
  const isSending = status.phase === 'Running' && spec.nodeName !== undefined && !spec.hostNetwork;
  return isSending ? podOrigin(namespace, name) : undefined;
}
