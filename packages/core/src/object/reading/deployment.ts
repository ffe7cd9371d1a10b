import { deploymentSpecFields } from '../../manifest/deployment.js';
import { record } from '../schema/record.js';
import { unlessEmpty } from '../schema/record-field.js';
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
const rollingUpdate: Schema<RollingUpdate> = record<RollingUpdate>(
  () => ({ maxSurge: quarter, maxUnavailable: quarter }),
  { maxSurge: intOrText, maxUnavailable: intOrText },
);

type Strategy = DeploymentDraft['spec']['strategy'];

const strategy: Schema<Strategy> = record<Strategy>(() => ({ type: 'RollingUpdate' }), {
  type: unlessEmpty(oneOf('Recreate', 'RollingUpdate')),
  rollingUpdate,
});

const spec: Schema<DeploymentDraft['spec']> = record<DeploymentDraft['spec']>(
  () => ({
    replicas: 1,
    selector: labelSelectorSchema.zero,
    template: podTemplateSchema.zero,
    paused: false,
    minReadySeconds: 0,
    progressDeadlineSeconds: 600,
    strategy: strategy.zero,
  }),
  {
    replicas: int32,
    selector: labelSelectorSchema,
    template: podTemplateSchema,
    paused: flag,
    minReadySeconds: int32,
    progressDeadlineSeconds: int32,
    strategy,
  },
  Object.keys(deploymentSpecFields),
);

/** How a Deployment is read. @see kubernetes/kubernetes pkg/apis/apps/v1/defaults.go, SetDefaults_Deployment */
export const deploymentSchema: Schema<DeploymentDraft> = record<DeploymentDraft>(
  () => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: metadataSchema.zero, spec: spec.zero }),
  {
    apiVersion: oneOf('apps/v1'),
    kind: oneOf('Deployment'),
    metadata: metadataSchema,
    spec,
  },
  ['status'],
);

/** The Deployment as it is stored. */
export function storedDeployment(draft: DeploymentDraft): Deployment {
  const { type, rollingUpdate: given = rollingUpdate.zero } = draft.spec.strategy;
  return { ...draft, spec: { ...draft.spec, strategy: type === 'Recreate' ? { type } : { type, ...given } } };
}
