import type { Endpoint, EndpointSlice } from '../endpoint-slice.js';
import { list, textList } from '../schema/list.js';
import { omitEmpty, optional } from '../schema/record-field.js';
import { inside, record } from '../schema/record.js';
import { flag, oneOf, text } from '../schema/scalar.js';
import { mapped, type Schema } from '../schema/schema.js';
import { endpointPortSchema, targetReferenceSchema } from './endpoint-port.js';
import { metadataSchema } from './metadata.js';

const names: Schema<readonly string[]> = list(mapped(inside('name', text), (name = '') => name));

const endpoint: Schema<Endpoint> = record<Endpoint>(
  {
    addresses: textList,
    conditions: record<Endpoint['conditions']>({
      ready: optional(flag),
      serving: optional(flag),
      terminating: optional(flag),
    }),
    hostname: optional(text),
    nodeName: optional(text),
    zone: optional(text),
    targetRef: optional(targetReferenceSchema),
    hints: optional(record<NonNullable<Endpoint['hints']>>({ forZones: names, forNodes: names })),
  },
  ['deprecatedTopology'],
);

/** An EndpointSlice as the API server judges it. */
export type EndpointSliceDraft = Omit<EndpointSlice, 'addressType'> & {
  readonly addressType?: EndpointSlice['addressType'];
};

/** How an EndpointSlice is read. */
export const endpointSliceSchema: Schema<EndpointSliceDraft> = record<EndpointSliceDraft>({
  apiVersion: oneOf('discovery.k8s.io/v1'),
  kind: oneOf('EndpointSlice'),
  metadata: metadataSchema,
  addressType: omitEmpty(oneOf('FQDN', 'IPv4', 'IPv6')),
  endpoints: list(endpoint),
  ports: list(endpointPortSchema),
});

/** The EndpointSlice as it is stored. */
export function storedEndpointSlice(draft: EndpointSliceDraft): EndpointSlice {
  const { addressType = 'IPv4' } = draft;
  return { ...draft, addressType };
}
