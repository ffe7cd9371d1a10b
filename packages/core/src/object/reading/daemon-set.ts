import { daemonSetSpecFields } from '../../manifest/daemon-set.js';
import { record } from '../schema/record.js';
import { int32, oneOf } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import type { DaemonSet } from '../workload.js';
import { labelSelectorSchema } from './label-selector.js';
import { metadataSchema } from './metadata.js';
import { podTemplateSchema } from './pod-spec.js';
import { updateStrategySchema } from './update-strategy.js';

const spec: Schema<DaemonSet['spec']> = record<DaemonSet['spec']>(
  () => ({
    selector: labelSelectorSchema.zero,
    template: podTemplateSchema.zero,
    updateStrategy: 'RollingUpdate',
    minReadySeconds: 0,
  }),
  {
    selector: labelSelectorSchema,
    template: podTemplateSchema,
    updateStrategy: updateStrategySchema,
    minReadySeconds: int32,
  },
  Object.keys(daemonSetSpecFields),
);

/** How a DaemonSet is read. @see kubernetes/kubernetes pkg/apis/apps/v1/defaults.go, SetDefaults_DaemonSet */
export const daemonSetSchema: Schema<DaemonSet> = record<DaemonSet>(
  () => ({ apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: metadataSchema.zero, spec: spec.zero }),
  {
    apiVersion: oneOf('apps/v1'),
    kind: oneOf('DaemonSet'),
    metadata: metadataSchema,
    spec,
  },
  ['status'],
);
