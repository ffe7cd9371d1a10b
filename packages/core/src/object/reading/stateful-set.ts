import { statefulSetSpecFields } from '../../manifest/stateful-set.js';
import { inside, record } from '../schema/record.js';
import { named, unlessEmpty } from '../schema/record-field.js';
import { choice, int32, intOrText, oneOf, text } from '../schema/scalar.js';
import { mapped, type Schema } from '../schema/schema.js';
import type { StatefulSet } from '../workload.js';
import { labelSelectorSchema } from './label-selector.js';
import { metadataSchema } from './metadata.js';
import { podTemplateSchema } from './pod-spec.js';
import { type UpdateStrategyType, updateStrategyTypeSchema } from './update-strategy.js';

const podManagementPolicy: Schema<'OrderedReady' | 'Parallel'> = choice(
  ['OrderedReady', 'Parallel'],
  (policy, errors) => errors.invalid(policy, "must be 'OrderedReady' or 'Parallel'"),
);

interface UpdateStrategy {
  readonly type: UpdateStrategyType;
  readonly rollingUpdate?: { readonly partition: number; readonly maxUnavailable?: number | string };
}

const updateStrategy: Schema<UpdateStrategy> = record<UpdateStrategy>(() => ({ type: 'RollingUpdate' }), {
  type: unlessEmpty(updateStrategyTypeSchema),
  rollingUpdate: record<NonNullable<UpdateStrategy['rollingUpdate']>>(() => ({ partition: 0 }), {
    partition: int32,
    maxUnavailable: intOrText,
  }),
});

type StatefulSetDraft = Omit<StatefulSet['spec'], 'updateStrategy' | 'partition'> & {
  readonly updateStrategy: UpdateStrategy;
};

const spec: Schema<StatefulSet['spec']> = mapped(
  record<StatefulSetDraft>(
    () => ({
      podManagementPolicy: 'OrderedReady',
      updateStrategy: updateStrategy.zero,
      replicas: 1,
      serviceName: '',
      selector: labelSelectorSchema.zero,
      template: podTemplateSchema.zero,
      ordinalsStart: 0,
      minReadySeconds: 0,
    }),
    {
      podManagementPolicy: unlessEmpty(podManagementPolicy),
      updateStrategy,
      replicas: int32,
      serviceName: text,
      selector: labelSelectorSchema,
      template: podTemplateSchema,
      ordinalsStart: named('ordinals', inside('start', int32)),
      minReadySeconds: int32,
    },
    Object.keys(statefulSetSpecFields),
  ),
  ({ updateStrategy: { type, rollingUpdate }, ...rest }): StatefulSet['spec'] => ({
    ...rest,
    updateStrategy: type,
    ...(rollingUpdate && { partition: rollingUpdate.partition }),
  }),
);

/** How a StatefulSet is read. @see kubernetes/kubernetes pkg/apis/apps/v1/defaults.go, SetDefaults_StatefulSet */
export const statefulSetSchema: Schema<StatefulSet> = record<StatefulSet>(
  () => ({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: metadataSchema.zero, spec: spec.zero }),
  {
    apiVersion: oneOf('apps/v1'),
    kind: oneOf('StatefulSet'),
    metadata: metadataSchema,
    spec,
  },
  ['status'],
);
