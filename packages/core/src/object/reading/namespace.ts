import type { Namespace } from '../namespace.js';
import { record } from '../schema/record.js';
import { oneOf } from '../schema/scalar.js';
import { mapped, type Schema } from '../schema/schema.js';
import { metadataSchema } from './metadata.js';

/**
 * How a Namespace is read; it carries its own name as a label.
 *
 * @see kubernetes/kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_Namespace
 */
export const namespaceSchema: Schema<Namespace> = mapped(
  record<Namespace>(
    () => ({ apiVersion: 'v1', kind: 'Namespace', metadata: metadataSchema.zero }),
    { apiVersion: oneOf('v1'), kind: oneOf('Namespace'), metadata: metadataSchema },
    ['spec', 'status'],
  ),
  (namespace) => {
    const { metadata } = namespace;
    const labels = { ...metadata.labels, 'kubernetes.io/metadata.name': metadata.name };
    return { ...namespace, metadata: { ...metadata, labels } };
  },
);
