import { daemonSetSpecFields } from '../../manifest/daemon-set.js';
import { record } from '../schema/record.js';
import { withDefault } from '../schema/record-field.js';
import { int32, oneOf } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import type { DaemonSet } from '../workload.js';
import { labelSelectorSchema } from './label-selector.js';
import { metadataSchema } from './metadata.js';
import { podTemplateSchema } from './pod-spec.js';
import { updateStrategySchema } from './update-strategy.js';

/** How a DaemonSet is read. @see kubernetes/kubernetes pkg/apis/apps/v1/defaults.go, SetDefaults_DaemonSet */
export const daemonSetSchema: Schema<DaemonSet> = record<DaemonSet>(
  {
    apiVersion: oneOf('apps/v1'),
    kind: oneOf('DaemonSet'),
    metadata: metadataSchema,
    spec: record<DaemonSet['spec']>(
      {
        selector: labelSelectorSchema,
        template: podTemplateSchema,
        updateStrategy: withDefault(updateStrategySchema, 'RollingUpdate'),
        minReadySeconds: int32,
      },
      Object.keys(daemonSetSpecFields),
    ),
  },
  ['status'],
);
