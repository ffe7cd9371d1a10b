import { familyOf, type IPFamily, parseIP } from '../../address/ip.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { Endpoint } from '../../object/endpoint-slice.js';
import type { Pod } from '../../object/pod.js';
import type { Service } from '../../object/service.js';
import { zoneOf } from '../node/zone.js';
import { isFinished, isReady } from '../workload/pod-state.js';

/**
 * What a pod is to a Service in one address family; undefined when it is no endpoint of it: finished, without address,
 * or on a node that is not there.
 *
 * @see kubernetes/endpointslice utils.go, podToEndpoint; reconciler.go, reconcileByAddressType
 */
export function podEndpoint(
  cluster: Cluster,
  service: Service,
  pod: Pod,
  family: IPFamily,
): Endpoint | undefined {
  if (isFinished(pod)) return undefined;
  const addresses = pod.status.podIPs.filter((address) => familyOf(address) === family).map(canonical);
  if (addresses.length === 0) return undefined;
  const { nodeName, hostname, subdomain } = pod.spec;
  const { publishNotReadyAddresses } = service.spec;
  const node = nodeName === undefined ? undefined : cluster.get('Node', nodeName);
  if (nodeName !== undefined && node === undefined && !publishNotReadyAddresses) return undefined;
  const { namespace, name, deletionTimestamp } = pod.metadata;
  const serving = isReady(pod);
  const terminating = deletionTimestamp !== undefined;
  const zone = node && zoneOf(node);
  return {
    addresses,
    conditions: { ready: publishNotReadyAddresses || (serving && !terminating), serving, terminating },
    ...(hostname !== undefined && subdomain === service.metadata.name ? { hostname } : {}),
    ...(nodeName === undefined ? {} : { nodeName }),
    ...(zone === undefined ? {} : { zone }),
    targetRef: { kind: 'Pod', namespace, name },
  };
}

/** IPv6 addresses have many spellings; IPv4 ones have one. */
function canonical(address: string): string {
  return familyOf(address) === 'IPv6' ? (parseIP(address)?.text ?? address) : address;
}
