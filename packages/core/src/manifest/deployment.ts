import type { LabelSelectorManifest } from './label-selector.js';
import type { NotModelled, ObjectMetadata } from './metadata.js';
import type { PodTemplateManifest } from './pod.js';

/** The specification of a Deployment, as written. @public */
export interface DeploymentSpecManifest {
  readonly replicas?: number;
  readonly selector: LabelSelectorManifest;
  readonly template: PodTemplateManifest;
  readonly strategy?: {
    readonly type?: 'Recreate' | 'RollingUpdate';
    readonly rollingUpdate?: {
      readonly maxSurge?: number | string;
      readonly maxUnavailable?: number | string;
    } | null;
  };
  readonly paused?: boolean;
  readonly minReadySeconds?: number;
  readonly progressDeadlineSeconds?: number;
  readonly revisionHistoryLimit?: NotModelled;
}

/** A Deployment, as written. @see kubernetes/api apps/v1/types.go, Deployment @public */
export interface DeploymentManifest {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'Deployment';
  readonly metadata: ObjectMetadata;
  readonly spec: DeploymentSpecManifest;
  readonly status?: NotModelled;
}

/** The names of the fields of a Deployment's specification. */
export const deploymentSpecFields: Readonly<Record<keyof DeploymentSpecManifest, true>> = {
  replicas: true,
  selector: true,
  template: true,
  strategy: true,
  paused: true,
  minReadySeconds: true,
  progressDeadlineSeconds: true,
  revisionHistoryLimit: true,
};
