import { cronJobSpecFields } from '../../manifest/cron-job.js';
import { jobSpecFields } from '../../manifest/job.js';
import type { PodTemplateSpec } from '../pod.js';
import { inside, record } from '../schema/record.js';
import { named } from '../schema/record-field.js';
import { flag, oneOf, text } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import type { CronJob } from '../workload.js';
import { metadataSchema } from './metadata.js';
import { podTemplateSchema } from './pod-spec.js';

const jobTemplate: Schema<PodTemplateSpec | undefined> = inside(
  'spec',
  inside('template', podTemplateSchema, Object.keys(jobSpecFields)),
  ['metadata'],
);

const spec: Schema<CronJob['spec']> = record<CronJob['spec']>(
  () => ({ schedule: '', suspend: false, template: podTemplateSchema.zero }),
  { schedule: text, suspend: flag, template: named('jobTemplate', jobTemplate) },
  Object.keys(cronJobSpecFields),
);

/** How a CronJob is read. */
export const cronJobSchema: Schema<CronJob> = record<CronJob>(
  () => ({ apiVersion: 'batch/v1', kind: 'CronJob', metadata: metadataSchema.zero, spec: spec.zero }),
  {
    apiVersion: oneOf('batch/v1'),
    kind: oneOf('CronJob'),
    metadata: metadataSchema,
    spec,
  },
  ['status'],
);
