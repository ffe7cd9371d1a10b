import type { EndpointAddress, Endpoints } from '../endpoints.js';
import { list, none } from '../schema/list.js';
import { unlessEmpty } from '../schema/record-field.js';
import { record } from '../schema/record.js';
import { oneOf, text } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import { endpointPortSchema, targetReferenceSchema } from './endpoint-port.js';
import { metadataSchema } from './metadata.js';

const address: Schema<EndpointAddress> = record<EndpointAddress>(() => ({ ip: '' }), {
  ip: text,
  hostname: unlessEmpty(text),
  nodeName: text,
  targetRef: targetReferenceSchema,
});

/** How Endpoints are read. */
export const endpointsSchema: Schema<Endpoints> = record<Endpoints>(
  () => ({ apiVersion: 'v1', kind: 'Endpoints', metadata: metadataSchema.zero, subsets: none }),
  {
    apiVersion: oneOf('v1'),
    kind: oneOf('Endpoints'),
    metadata: metadataSchema,
    subsets: list(
      record<Endpoints['subsets'][number]>(
        () => ({ addresses: none, notReadyAddresses: none, ports: none }),
        {
          addresses: list(address),
          notReadyAddresses: list(address),
          ports: list(endpointPortSchema),
        },
      ),
    ),
  },
);
