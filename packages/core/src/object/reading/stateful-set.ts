import { statefulSetSpecFields } from '../../manifest/stateful-set.js';
import { inside, record } from '../schema/record.js';
import { fillEmpty, named, withDefault } from '../schema/record-field.js';
import { choice, int32, oneOf, text } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import type { StatefulSet } from '../workload.js';
import { labelSelectorSchema } from './label-selector.js';
import { metadataSchema } from './metadata.js';
import { podTemplateSchema } from './pod-spec.js';
import { updateStrategySchema } from './update-strategy.js';

const podManagementPolicy: Schema<'OrderedReady' | 'Parallel'> = choice(
  ['OrderedReady', 'Parallel'],
  (policy, errors) => errors.invalid(policy, "must be 'OrderedReady' or 'Parallel'"),
);

/** How a StatefulSet is read. @see kubernetes/kubernetes pkg/apis/apps/v1/defaults.go, SetDefaults_StatefulSet */
export const statefulSetSchema: Schema<StatefulSet> = record<StatefulSet>(
  {
    apiVersion: oneOf('apps/v1'),
    kind: oneOf('StatefulSet'),
    metadata: metadataSchema,
    spec: record<StatefulSet['spec']>(
      {
        podManagementPolicy: fillEmpty(podManagementPolicy, 'OrderedReady'),
        updateStrategy: withDefault(updateStrategySchema, 'RollingUpdate'),
        replicas: withDefault(int32, 1),
        serviceName: text,
        selector: labelSelectorSchema,
        template: podTemplateSchema,
        ordinalsStart: named('ordinals', withDefault(inside('start', int32), 0)),
        minReadySeconds: int32,
      },
      Object.keys(statefulSetSpecFields),
    ),
  },
  ['status'],
);
