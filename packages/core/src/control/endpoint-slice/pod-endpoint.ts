import { familyOf, type IPFamily, parseIP } from '../../address/ip.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { Endpoint } from '../../object/endpoint-slice.js';
import type { Pod } from '../../object/pod.js';
import type { Service } from '../../object/service.js';
import { zoneOf } from '../node/zone.js';
import { isReady } from '../../object/readiness.js';
import { isFinished } from '../workload/pod-state.js';

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
  const addresses = addressesOf(pod.status.podIPs, family);
  if (addresses.length === 0) return undefined;
  const { nodeName, hostname, subdomain } = pod.spec;
  const { publishNotReadyAddresses } = service.spec;
  const node = nodeName === undefined ? undefined : cluster.get('Node', nodeName);
  if (nodeName !== undefined && node === undefined && !publishNotReadyAddresses) return undefined;
  const { namespace, name, deletionTimestamp } = pod.metadata;
  const serving = isReady(pod);
  const terminating = deletionTimestamp !== undefined;
  const endpoint: Draft = {
    addresses,
    conditions: { ready: publishNotReadyAddresses || (serving && !terminating), serving, terminating },
    targetRef: { kind: 'Pod', namespace, name },
  };
  const zone = node && zoneOf(node);
  if (nodeName !== undefined) endpoint.nodeName = nodeName;
  if (zone !== undefined) endpoint.zone = zone;
  if (hostname !== undefined && subdomain === service.metadata.name) endpoint.hostname = hostname;
  return endpoint;
}

/** There is one for every pod and Service: they are put together field by field, which spreads would slow down. */
type Draft = { -readonly [Field in keyof Endpoint]: Endpoint[Field] };

/** Addresses of the family. IPv6 addresses have many spellings, IPv4 ones have one. */
function addressesOf(podIPs: readonly string[], family: IPFamily): readonly string[] {
  const ofFamily = podIPs.every((address) => familyOf(address) === family)
    ? podIPs
    : podIPs.filter((address) => familyOf(address) === family);
  return family === 'IPv4' ? ofFamily : ofFamily.map((address) => parseIP(address)?.text ?? address);
}
