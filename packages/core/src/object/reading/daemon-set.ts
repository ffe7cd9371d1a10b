import { daemonSetSpecFields } from '../../manifest/daemon-set.js';
import { unlessEmpty } from '../schema/record-field.js';
import { record } from '../schema/record.js';
import { int32, intOrText, oneOf } from '../schema/scalar.js';
import { mapped, type Schema } from '../schema/schema.js';
import type { DaemonSet } from '../workload.js';
import { labelSelectorSchema } from './label-selector.js';
import { metadataSchema } from './metadata.js';
import { podTemplateSchema } from './pod-spec.js';
import { type UpdateStrategyType, updateStrategyTypeSchema } from './update-strategy.js';

interface UpdateStrategy {
  readonly type: UpdateStrategyType;
  readonly rollingUpdate: Pick<DaemonSet['spec'], 'maxUnavailable' | 'maxSurge'>;
}

const rollingUpdate: Schema<UpdateStrategy['rollingUpdate']> = record<UpdateStrategy['rollingUpdate']>(
  () => ({ maxUnavailable: 1, maxSurge: 0 }),
  { maxUnavailable: intOrText, maxSurge: intOrText },
);

const updateStrategy: Schema<UpdateStrategy> = record<UpdateStrategy>(
  () => ({ type: 'RollingUpdate', rollingUpdate: rollingUpdate.zero }),
  { type: unlessEmpty(updateStrategyTypeSchema), rollingUpdate },
);

type DaemonSetDraft = Omit<DaemonSet['spec'], 'updateStrategy' | 'maxUnavailable' | 'maxSurge'> & {
  readonly updateStrategy: UpdateStrategy;
};

const spec: Schema<DaemonSet['spec']> = mapped(
  record<DaemonSetDraft>(
    () => ({
      selector: labelSelectorSchema.zero,
      template: podTemplateSchema.zero,
      updateStrategy: updateStrategy.zero,
      minReadySeconds: 0,
    }),
    {
      selector: labelSelectorSchema,
      template: podTemplateSchema,
      updateStrategy,
      minReadySeconds: int32,
    },
    Object.keys(daemonSetSpecFields),
  ),
  ({ updateStrategy: { type, rollingUpdate: amounts }, ...rest }): DaemonSet['spec'] => ({
    ...rest,
    updateStrategy: type,
    ...amounts,
  }),
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
