import type { Endpoint, EndpointSlice } from '../../../object/endpoint-slice.js';
import type { ObjectKey } from '../../../object/object.js';

/** A ready endpoint and the Service that it is of. */
export interface EndpointOfService {
  readonly endpoint: Endpoint;
  readonly namespace: string;
  readonly service: string;
}

/** Names the Service of an EndpointSlice. @see kubernetes/api discovery/v1/well_known_labels.go */
const serviceNameLabel = 'kubernetes.io/service-name';

/** Names the ServiceImport of an EndpointSlice. @see kubernetes-sigs/mcs-api pkg/apis/v1alpha1/well_known_labels.go */
export const importNameLabel = 'multicluster.kubernetes.io/service-name';

/** The EndpointSlices of a list by what one looks them up by. */
interface SliceIndex {
  readonly byAddress: ReadonlyMap<string, readonly EndpointOfService[]>;
  readonly byImport: ReadonlyMap<ObjectKey, readonly EndpointSlice[]>;
}

const remembered = new WeakMap<readonly EndpointSlice[], SliceIndex>();

/** The ready endpoints that hold an address. */
export function endpointsByAddress(
  slices: readonly EndpointSlice[],
  address: string,
): readonly EndpointOfService[] {
  return indexOf(slices).byAddress.get(address) ?? [];
}

const noSlices: readonly EndpointSlice[] = [];

/** The EndpointSlices of a ServiceImport. */
export function slicesOfImport(slices: readonly EndpointSlice[], key: ObjectKey): readonly EndpointSlice[] {
  return indexOf(slices).byImport.get(key) ?? noSlices;
}

function indexOf(slices: readonly EndpointSlice[]): SliceIndex {
  let index = remembered.get(slices);
  if (index === undefined) {
    index = { byAddress: addressesIn(slices), byImport: importsIn(slices) };
    remembered.set(slices, index);
  }
  return index;
}

function addressesIn(slices: readonly EndpointSlice[]): ReadonlyMap<string, readonly EndpointOfService[]> {
  const index = new Map<string, EndpointOfService[]>();
  for (const { metadata, endpoints } of slices) {
    const service = metadata.labels[serviceNameLabel];
    if (service === undefined) continue;
    for (const endpoint of endpoints) {
      if (endpoint.conditions.ready === false) continue;
      for (const address of endpoint.addresses) {
        const holders = index.get(address);
        const holder: EndpointOfService = { endpoint, namespace: metadata.namespace, service };
        if (holders === undefined) index.set(address, [holder]);
        else holders.push(holder);
      }
    }
  }
  return index;
}

function importsIn(slices: readonly EndpointSlice[]): ReadonlyMap<ObjectKey, readonly EndpointSlice[]> {
  const index = new Map<ObjectKey, EndpointSlice[]>();
  for (const slice of slices) {
    const { namespace, labels } = slice.metadata;
    const name = labels[importNameLabel];
    if (name === undefined) continue;
    const key = `${namespace}/${name}`;
    const others = index.get(key);
    if (others === undefined) index.set(key, [slice]);
    else others.push(slice);
  }
  return index;
}
