import { familyOf, type IPFamily } from '../../address/ip.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { Endpoint, EndpointPort, EndpointSlice } from '../../object/endpoint-slice.js';
import { selectorOf } from '../../object/label-selector.js';
import type { StringMap } from '../../object/metadata.js';
import { keyOf } from '../../object/object.js';
import type { Pod } from '../../object/pod.js';
import type { Service } from '../../object/service.js';
import { withHints } from './hints.js';
import { type EndpointGroup, packEndpoints } from './pack.js';
import { podEndpoint } from './pod-endpoint.js';
import { managedByLabel, serviceNameLabel, sliceMetadata, sliceNames, withLabels } from './slice-metadata.js';
import { endpointPorts, targetPortOn } from './target-port.js';

/** The mark of the slices that this controller writes. @see kubernetes/kubernetes pkg/controller/endpointslice */
const manager = 'endpointslice-controller.k8s.io';

const headlessLabel = 'service.kubernetes.io/headless';

/** @see kubernetes/kubernetes pkg/controller/endpointslice/config/v1alpha1/defaults.go */
const defaultMaximum = 100;

/** How the EndpointSlice controller is set. @public */
export interface EndpointSliceOptions {
  /** The flag `--max-endpoints-per-slice` of kube-controller-manager; 100 unless given. */
  readonly maxEndpointsPerSlice?: number;
}

/**
 * The EndpointSlices that the control plane writes for a Service: none without a selector and for ExternalName. Slices
 * of the cluster that are right already come back as they are.
 *
 * @see kubernetes/endpointslice reconciler.go
 * @public
 * @example
 * endpointSlices(cluster, service).flatMap((slice) => slice.endpoints);
 */
export function endpointSlices(
  cluster: Cluster,
  service: Service,
  { maxEndpointsPerSlice = defaultMaximum }: EndpointSliceOptions = {},
): readonly EndpointSlice[] {
  // Whoever deletes it waits for something else; until then it serves what it has.
  if (service.metadata.deletionTimestamp !== undefined) return managedSlices(cluster, service);
  const { selector, type } = service.spec;
  if (type === 'ExternalName' || selector === undefined || Object.keys(selector).length === 0) return [];
  const pods = cluster.podsMatching(service.metadata.namespace, selectorOf(selector));
  const groups = withHints(
    cluster,
    service,
    addressTypesOf(service).flatMap((family) => groupsOf(cluster, service, pods, family)),
  );
  const labels = labelsOf(service);
  const nextName = sliceNames(cluster, service);
  const slices = packEndpoints(groups, managedSlices(cluster, service), {
    maximum: maxEndpointsPerSlice,
    keyOf: ({ targetRef }) => targetRef?.name ?? '',
    newSlice: ({ addressType, ports }, endpoints) => ({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: sliceMetadata(service, nextName(), labels),
      addressType,
      endpoints,
      ports,
    }),
  });
  return slices.map((slice) => withLabels(slice, labels));
}

/** The slices of a Service that the control plane wrote, as opposed to those that somebody else did. */
export function managedSlices(cluster: Cluster, service: Service): readonly EndpointSlice[] {
  return cluster
    .slicesOf(keyOf(service))
    .filter(({ metadata }) => metadata.labels[managedByLabel] === manager);
}

/**
 * The families in which a Service has slices. @see kubernetes/endpointslice utils.go, getAddressTypesForService
 *
 * @public
 */
export function addressTypesOf({ spec }: Service): readonly IPFamily[] {
  if (spec.ipFamilies.length > 0) return spec.ipFamilies;
  // A headless Service of old, from before it could name families, gets both.
  return hasClusterIP(spec) ? [familyOf(spec.clusterIP)] : ['IPv4', 'IPv6'];
}

function hasClusterIP({ clusterIP }: Service['spec']): boolean {
  return clusterIP !== '' && clusterIP !== 'None';
}

function groupsOf(
  cluster: Cluster,
  service: Service,
  pods: readonly Pod[],
  family: IPFamily,
): readonly EndpointGroup[] {
  const groups = new Map<
    string,
    { readonly ports: readonly EndpointPort[]; readonly endpoints: Endpoint[] }
  >();
  for (const pod of pods) {
    const endpoint = podEndpoint(cluster, service, pod, family);
    if (endpoint === undefined) continue;
    const numbers = service.spec.ports.map((port) => targetPortOn(pod, port));
    const key = numbers.join();
    const group = groups.get(key);
    if (group !== undefined) group.endpoints.push(endpoint);
    else groups.set(key, { ports: endpointPorts(service, numbers), endpoints: [endpoint] });
  }
  if (groups.size === 0) groups.set('', { ports: [], endpoints: [] });
  return [...groups.values()].map((group) => ({ ...group, addressType: family }));
}

/** @see kubernetes/endpointslice utils.go, setEndpointSliceLabels */
function labelsOf(service: Service): StringMap {
  const { [headlessLabel]: _, ...labels } = service.metadata.labels;
  return {
    ...labels,
    ...(hasClusterIP(service.spec) ? {} : { [headlessLabel]: '' }),
    [serviceNameLabel]: service.metadata.name,
    [managedByLabel]: manager,
  };
}
