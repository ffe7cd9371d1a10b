import type { Endpoint, EndpointSlice } from '../endpoint-slice.js';
import { list, none, textList } from '../schema/list.js';
import { unlessEmpty } from '../schema/record-field.js';
import { inside, record } from '../schema/record.js';
import { flag, oneOf, text } from '../schema/scalar.js';
import { mapped, type Schema } from '../schema/schema.js';
import { endpointPortSchema, targetReferenceSchema } from './endpoint-port.js';
import { metadataSchema } from './metadata.js';

const names: Schema<readonly string[]> = list(mapped(inside('name', text), (name = '') => name));

const endpoint: Schema<Endpoint> = record<Endpoint>(
  () => ({ addresses: none, conditions: {} }),
  {
    addresses: textList,
    conditions: record<Endpoint['conditions']>(() => ({}), { ready: flag, serving: flag, terminating: flag }),
    hostname: text,
    nodeName: text,
    zone: text,
    targetRef: targetReferenceSchema,
    hints: record<NonNullable<Endpoint['hints']>>(() => ({ forZones: none, forNodes: none }), {
      forZones: names,
      forNodes: names,
    }),
  },
  ['deprecatedTopology'],
);

/** An EndpointSlice as the API server judges it. */
export type EndpointSliceDraft = Omit<EndpointSlice, 'addressType'> & {
  readonly addressType?: EndpointSlice['addressType'];
};

/** How an EndpointSlice is read. */
export const endpointSliceSchema: Schema<EndpointSliceDraft> = record<EndpointSliceDraft>(
  () => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: metadataSchema.zero,
    endpoints: none,
    ports: none,
  }),
  {
    apiVersion: oneOf('discovery.k8s.io/v1'),
    kind: oneOf('EndpointSlice'),
    metadata: metadataSchema,
    addressType: unlessEmpty(oneOf('FQDN', 'IPv4', 'IPv6')),
    endpoints: list(endpoint),
    ports: list(endpointPortSchema),
  },
);

/** The EndpointSlice as it is stored. */
export function storedEndpointSlice(draft: EndpointSliceDraft): EndpointSlice {
  const { addressType = 'IPv4' } = draft;
  return { ...draft, addressType };
}
