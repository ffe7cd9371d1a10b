import { familyOf } from '../../address/ip.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { Endpoint, EndpointPort, EndpointSlice } from '../../object/endpoint-slice.js';
import type { EndpointAddress, Endpoints } from '../../object/endpoints.js';
import type { StringMap } from '../../object/metadata.js';
import { keyOf, type ObjectKey } from '../../object/object.js';
import { type EndpointGroup, packEndpoints } from './pack.js';
import { portsKey } from './same-endpoint.js';
import { managedByLabel, serviceNameLabel, sliceMetadata, sliceNames, withLabels } from './slice-metadata.js';

/** The mark of the slices that mirror an Endpoints object. */
const manager = 'endpointslicemirroring-controller.k8s.io';

/** @see kubernetes/kubernetes pkg/controller/endpointslicemirroring/config/v1alpha1/defaults.go */
const maximum = 1000;

/**
 * The slices that mirror an Endpoints object that somebody wrote for a Service without selector; none for any other.
 *
 * @see kubernetes/kubernetes pkg/controller/endpointslicemirroring/reconciler.go
 * @public
 */
export function mirroredSlices(cluster: Cluster, endpoints: Endpoints): readonly EndpointSlice[] {
  if (!isMirrored(cluster, endpoints)) return [];
  const labels: StringMap = {
    ...endpoints.metadata.labels,
    [serviceNameLabel]: endpoints.metadata.name,
    [managedByLabel]: manager,
  };
  const nextName = sliceNames(cluster, endpoints);
  const existing = mirrorSlices(cluster, keyOf(endpoints));
  const slices = packEndpoints(groupsOf(endpoints), existing, {
    maximum,
    keyOf: ({ addresses }) => addresses[0] ?? '',
    newSlice: ({ addressType, ports }, members) => ({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: sliceMetadata(endpoints, nextName(), labels),
      addressType,
      endpoints: members,
      ports,
    }),
  });
  return slices.map((slice) => withLabels(slice, labels));
}

/** The slices of a Service that mirror its Endpoints. */
export function mirrorSlices(cluster: Cluster, service: ObjectKey): readonly EndpointSlice[] {
  return cluster.slicesOf(service).filter(({ metadata }) => metadata.labels[managedByLabel] === manager);
}

function isMirrored(cluster: Cluster, endpoints: Endpoints): boolean {
  const { labels, annotations } = endpoints.metadata;
  const service = cluster.get('Service', keyOf(endpoints));
  return (
    service !== undefined &&
    Object.keys(service.spec.selector ?? {}).length === 0 &&
    labels['endpointslice.kubernetes.io/skip-mirror'] !== 'true' &&
    annotations['control-plane.alpha.kubernetes.io/leader'] === undefined
  );
}

function groupsOf(endpoints: Endpoints): readonly EndpointGroup[] {
  const groups = new Map<string, EndpointGroup & { readonly endpoints: Endpoint[] }>();
  const add = (ports: readonly EndpointPort[], address: EndpointAddress, ready: boolean): void => {
    const addressType = familyOf(address.ip);
    const key = `${addressType} ${portsKey(ports)}`;
    const group = groups.get(key) ?? { addressType, ports, endpoints: [] };
    groups.set(key, group);
    group.endpoints.push(endpointAt(address, ready));
  };
  for (const { addresses, notReadyAddresses, ports } of endpoints.subsets) {
    for (const address of addresses) add(ports, address, true);
    for (const address of notReadyAddresses) add(ports, address, false);
  }
  return [...groups.values()];
}

function endpointAt({ ip, hostname, nodeName, targetRef }: EndpointAddress, ready: boolean): Endpoint {
  return {
    addresses: [ip],
    conditions: { ready },
    ...(hostname === undefined ? {} : { hostname }),
    ...(nodeName === undefined ? {} : { nodeName }),
    ...(targetRef === undefined ? {} : { targetRef }),
  };
}
