import { list, none, textList } from '../schema/list.js';
import { unlessEmpty } from '../schema/record-field.js';
import { record } from '../schema/record.js';
import { int32, oneOf, text } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import type { ServiceImport, ServiceImportPort } from '../service-import.js';
import { protocolSchema } from './container.js';
import { metadataSchema } from './metadata.js';

const port: Schema<ServiceImportPort> = record<ServiceImportPort>(
  () => ({ name: '', protocol: 'TCP', port: 0 }),
  { name: text, protocol: unlessEmpty(protocolSchema), port: int32 },
  ['appProtocol'],
);

const spec: Schema<ServiceImport['spec']> = record<ServiceImport['spec']>(
  () => ({ type: 'ClusterSetIP', ips: none, ports: none }),
  { type: oneOf('ClusterSetIP', 'Headless'), ips: textList, ports: list(port) },
  ['sessionAffinity', 'sessionAffinityConfig'],
);

/** How a ServiceImport is read. */
export const serviceImportSchema: Schema<ServiceImport> = record<ServiceImport>(
  () => ({
    apiVersion: 'multicluster.x-k8s.io/v1alpha1',
    kind: 'ServiceImport',
    metadata: metadataSchema.zero,
    spec: spec.zero,
  }),
  {
    apiVersion: oneOf('multicluster.x-k8s.io/v1alpha1'),
    kind: oneOf('ServiceImport'),
    metadata: metadataSchema,
    spec,
  },
);
