import type { NotModelled, ObjectMetadata } from './metadata.js';
import type { PodTemplateManifest } from './pod.js';

/** The specification of a Job, as written. @public */
export interface JobSpecManifest {
  readonly parallelism?: number;
  readonly completions?: number;
  readonly completionMode?: 'NonIndexed' | 'Indexed';
  readonly suspend?: boolean;
  readonly template: PodTemplateManifest;
  readonly activeDeadlineSeconds?: NotModelled;
  readonly backoffLimit?: number;
  readonly backoffLimitPerIndex?: number;
  readonly managedBy?: NotModelled;
  readonly manualSelector?: NotModelled;
  readonly maxFailedIndexes?: NotModelled;
  readonly podFailurePolicy?: NotModelled;
  readonly podReplacementPolicy?: NotModelled;
  readonly selector?: NotModelled;
  readonly successPolicy?: NotModelled;
  readonly ttlSecondsAfterFinished?: NotModelled;
}

/** A Job, as written. @see kubernetes/api batch/v1/types.go, Job @public */
export interface JobManifest {
  readonly apiVersion: 'batch/v1';
  readonly kind: 'Job';
  readonly metadata: ObjectMetadata;
  readonly spec: JobSpecManifest;
  readonly status?: NotModelled;
}

/** The names of the fields of a Job's specification. */
export const jobSpecFields: Readonly<Record<keyof JobSpecManifest, true>> = {
  parallelism: true,
  completions: true,
  completionMode: true,
  suspend: true,
  template: true,
  activeDeadlineSeconds: true,
  backoffLimit: true,
  backoffLimitPerIndex: true,
  managedBy: true,
  manualSelector: true,
  maxFailedIndexes: true,
  podFailurePolicy: true,
  podReplacementPolicy: true,
  selector: true,
  successPolicy: true,
  ttlSecondsAfterFinished: true,
};
