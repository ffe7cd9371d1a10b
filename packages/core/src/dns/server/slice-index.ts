import type { Endpoint, EndpointSlice } from '../../object/endpoint-slice.js';

/** A ready endpoint and the Service that it is of. */
export interface EndpointOfService {
  readonly endpoint: Endpoint;
  readonly namespace: string;
  readonly service: string;
}

/** Names the Service of an EndpointSlice. @see kubernetes/api discovery/v1/well_known_labels.go */
const serviceNameLabel = 'kubernetes.io/service-name';

const remembered = new WeakMap<readonly EndpointSlice[], ReadonlyMap<string, readonly EndpointOfService[]>>();

/** The ready endpoints that hold an address. */
export function endpointsByAddress(
  slices: readonly EndpointSlice[],
  address: string,
): readonly EndpointOfService[] {
  let index = remembered.get(slices);
  if (index === undefined) {
    index = indexOf(slices);
    remembered.set(slices, index);
  }
  return index.get(address) ?? [];
}

function indexOf(slices: readonly EndpointSlice[]): ReadonlyMap<string, readonly EndpointOfService[]> {
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
