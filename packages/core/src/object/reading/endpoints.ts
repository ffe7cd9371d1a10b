import type { EndpointAddress, Endpoints } from '../endpoints.js';
import { list } from '../schema/list.js';
import { omitEmpty, optional } from '../schema/record-field.js';
import { record } from '../schema/record.js';
import { oneOf, text } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import { endpointPortSchema, targetReferenceSchema } from './endpoint-port.js';
import { metadataSchema } from './metadata.js';

const address: Schema<EndpointAddress> = record<EndpointAddress>({
  ip: text,
  hostname: omitEmpty(text),
  nodeName: optional(text),
  targetRef: optional(targetReferenceSchema),
});

/** How Endpoints are read. */
export const endpointsSchema: Schema<Endpoints> = record<Endpoints>({
  apiVersion: oneOf('v1'),
  kind: oneOf('Endpoints'),
  metadata: metadataSchema,
  subsets: list(
    record<Endpoints['subsets'][number]>({
      addresses: list(address),
      notReadyAddresses: list(address),
      ports: list(endpointPortSchema),
    }),
  ),
});
