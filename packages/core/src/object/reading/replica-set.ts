import { replicaSetSpecFields } from '../../manifest/replica-set.js';
import { record } from '../schema/record.js';
import { withDefault } from '../schema/record-field.js';
import { int32, oneOf } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import type { ReplicaSet } from '../workload.js';
import { labelSelectorSchema } from './label-selector.js';
import { metadataSchema } from './metadata.js';
import { podTemplateSchema } from './pod-spec.js';

/** How a ReplicaSet is read. */
export const replicaSetSchema: Schema<ReplicaSet> = record<ReplicaSet>(
  {
    apiVersion: oneOf('apps/v1'),
    kind: oneOf('ReplicaSet'),
    metadata: metadataSchema,
    spec: record<ReplicaSet['spec']>(
      {
        replicas: withDefault(int32, 1),
        selector: labelSelectorSchema,
        template: podTemplateSchema,
        minReadySeconds: int32,
      },
      Object.keys(replicaSetSpecFields),
    ),
  },
  ['status'],
);
