import type { JobSpecManifest } from './job.js';
import type { NotModelled, ObjectMetadata } from './metadata.js';

/** The specification of a CronJob, as written. @public */
export interface CronJobSpecManifest {
  readonly schedule: string;
  readonly suspend?: boolean;
  readonly jobTemplate: { readonly metadata?: ObjectMetadata; readonly spec: JobSpecManifest };
  readonly timeZone?: NotModelled;
  readonly concurrencyPolicy?: NotModelled;
  readonly failedJobsHistoryLimit?: NotModelled;
  readonly startingDeadlineSeconds?: NotModelled;
  readonly successfulJobsHistoryLimit?: NotModelled;
}

/** A CronJob, as written. @see kubernetes/api batch/v1/types.go, CronJob @public */
export interface CronJobManifest {
  readonly apiVersion: 'batch/v1';
  readonly kind: 'CronJob';
  readonly metadata: ObjectMetadata;
  readonly spec: CronJobSpecManifest;
  readonly status?: NotModelled;
}

/** The names of the fields of a CronJob's specification. */
export const cronJobSpecFields: Readonly<Record<keyof CronJobSpecManifest, true>> = {
  schedule: true,
  suspend: true,
  jobTemplate: true,
  timeZone: true,
  concurrencyPolicy: true,
  failedJobsHistoryLimit: true,
  startingDeadlineSeconds: true,
  successfulJobsHistoryLimit: true,
};
