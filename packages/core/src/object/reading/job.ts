import { jobSpecFields } from '../../manifest/job.js';
import { record } from '../schema/record.js';
import { flag, int32, oneOf } from '../schema/scalar.js';
import { mapped, type Schema } from '../schema/schema.js';
import type { Job } from '../workload.js';
import { metadataSchema } from './metadata.js';
import { podTemplateSchema } from './pod-spec.js';

type JobSpecDraft = Omit<Job['spec'], 'parallelism' | 'backoffLimit'> & {
  readonly parallelism?: number;
  readonly backoffLimit?: number;
  readonly backoffLimitPerIndex?: number;
};

const jobSpec: Schema<Job['spec']> = mapped(
  record<JobSpecDraft>(
    () => ({ completionMode: 'NonIndexed', suspend: false, template: podTemplateSchema.zero }),
    {
      parallelism: int32,
      completions: int32,
      completionMode: oneOf('NonIndexed', 'Indexed'),
      suspend: flag,
      backoffLimit: int32,
      backoffLimitPerIndex: int32,
      template: podTemplateSchema,
    },
    Object.keys(jobSpecFields),
  ),
  withCounts,
);

/** A Job that says nothing runs one pod; one that says only how many run at a time ends with the first success. */
function withCounts(spec: JobSpecDraft): Job['spec'] {
  const { parallelism, backoffLimit, backoffLimitPerIndex, ...rest } = spec;
  const one = parallelism === undefined && rest.completions === undefined;
  // With a limit for each index there is none for all of them.
  const limit = backoffLimit ?? (backoffLimitPerIndex === undefined ? 6 : 2 ** 31 - 1);
  return { ...rest, parallelism: parallelism ?? 1, backoffLimit: limit, ...(one && { completions: 1 }) };
}

/** How a Job is read. @see kubernetes/kubernetes pkg/apis/batch/v1/defaults.go, SetDefaults_Job */
export const jobSchema: Schema<Job> = record<Job>(
  () => ({ apiVersion: 'batch/v1', kind: 'Job', metadata: metadataSchema.zero, spec: jobSpec.zero }),
  { apiVersion: oneOf('batch/v1'), kind: oneOf('Job'), metadata: metadataSchema, spec: jobSpec },
  ['status'],
);
