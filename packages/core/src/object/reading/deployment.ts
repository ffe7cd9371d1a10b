import { deploymentSpecFields } from '../../manifest/deployment.js';
import { record } from '../schema/record.js';
import { fillEmpty, optional, withDefault } from '../schema/record-field.js';
import { flag, int32, intOrText, oneOf } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import type { Deployment } from '../workload.js';
import { labelSelectorSchema } from './label-selector.js';
import { metadataSchema } from './metadata.js';
import { podTemplateSchema } from './pod-spec.js';

/** How many pods a Deployment may have too many or too few while it rolls. */
export interface RollingUpdate {
  readonly maxSurge: number | string;
  readonly maxUnavailable: number | string;
}

/** A Deployment as the API server judges it. */
export interface DeploymentDraft extends Omit<Deployment, 'spec'> {
  readonly spec: Omit<Deployment['spec'], 'strategy'> & {
    readonly strategy: {
      readonly type: Deployment['spec']['strategy']['type'];
      readonly rollingUpdate?: RollingUpdate;
    };
  };
}

const quarter = '25%';
const rollingUpdate: Schema<RollingUpdate> = record<RollingUpdate>({
  maxSurge: withDefault(intOrText, quarter),
  maxUnavailable: withDefault(intOrText, quarter),
});

/** How a Deployment is read. @see kubernetes/kubernetes pkg/apis/apps/v1/defaults.go, SetDefaults_Deployment */
export const deploymentSchema: Schema<DeploymentDraft> = record<DeploymentDraft>(
  {
    apiVersion: oneOf('apps/v1'),
    kind: oneOf('Deployment'),
    metadata: metadataSchema,
    spec: record<DeploymentDraft['spec']>(
      {
        replicas: withDefault(int32, 1),
        selector: labelSelectorSchema,
        template: podTemplateSchema,
        paused: flag,
        minReadySeconds: int32,
        progressDeadlineSeconds: withDefault(int32, 600),
        strategy: record<DeploymentDraft['spec']['strategy']>({
          type: fillEmpty(oneOf('Recreate', 'RollingUpdate'), 'RollingUpdate'),
          rollingUpdate: optional(rollingUpdate),
        }),
      },
      Object.keys(deploymentSpecFields),
    ),
  },
  ['status'],
);

/** The Deployment as it is stored. */
export function storedDeployment(draft: DeploymentDraft): Deployment {
  const { type, rollingUpdate: given = rollingUpdate.zero } = draft.spec.strategy;
  const strategy = type === 'Recreate' ? { type } : { type, ...given };
  return { ...draft, spec: { ...draft.spec, strategy } };
}
