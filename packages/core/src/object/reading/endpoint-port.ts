import type { EndpointPort, TargetReference } from '../endpoint-slice.js';
import { unlessEmpty } from '../schema/record-field.js';
import { record } from '../schema/record.js';
import { int32, text } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import { protocolSchema } from './container.js';

/** How a port of an EndpointSlice or of Endpoints is read. @see kubernetes/kubernetes pkg/apis/discovery/v1/defaults.go, SetDefaults_EndpointPort */
export const endpointPortSchema: Schema<EndpointPort> = record<EndpointPort>(
  () => ({ name: '', protocol: 'TCP' }),
  {
    name: text,
    protocol: unlessEmpty(protocolSchema),
    port: int32,
    appProtocol: text,
  },
);

/** How a reference to the object behind an endpoint is read. */
export const targetReferenceSchema: Schema<TargetReference> = record<TargetReference>(
  () => ({ kind: '', name: '' }),
  { kind: text, namespace: unlessEmpty(text), name: text },
  ['apiVersion', 'fieldPath', 'resourceVersion', 'uid'],
);
