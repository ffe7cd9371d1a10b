import { replicaSetSpecFields } from '../../manifest/replica-set.js';
import { record } from '../schema/record.js';
import { int32, oneOf } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import type { ReplicaSet } from '../workload.js';
import { labelSelectorSchema } from './label-selector.js';
import { metadataSchema } from './metadata.js';
import { podTemplateSchema } from './pod-spec.js';

const spec: Schema<ReplicaSet['spec']> = record<ReplicaSet['spec']>(
  () => ({
    replicas: 1,
    selector: labelSelectorSchema.zero,
    template: podTemplateSchema.zero,
    minReadySeconds: 0,
  }),
  {
    replicas: int32,
    selector: labelSelectorSchema,
    template: podTemplateSchema,
    minReadySeconds: int32,
  },
  Object.keys(replicaSetSpecFields),
);

/** How a ReplicaSet is read. */
export const replicaSetSchema: Schema<ReplicaSet> = record<ReplicaSet>(
  () => ({ apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: metadataSchema.zero, spec: spec.zero }),
  {
    apiVersion: oneOf('apps/v1'),
    kind: oneOf('ReplicaSet'),
    metadata: metadataSchema,
    spec,
  },
  ['status'],
);
