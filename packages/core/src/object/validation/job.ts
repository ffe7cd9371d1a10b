import type { FieldErrors } from '../field/field-errors.js';
import type { CronJob, Job } from '../workload.js';
import { validateNonNegative } from './ports.js';
import { validatePodTemplate } from './pod-spec.js';
import { validateImmutable } from './immutable.js';
import { validateRestartPolicy } from './workload.js';

/** Its Jobs get eleven characters more. @see kubernetes/kubernetes pkg/apis/batch/validation/validation.go, validateCronJob */
const longestCronJobName = 52;

/** @see kubernetes/kubernetes pkg/apis/batch/validation/validation.go, validateJobSpec */
export function validateJob({ spec }: Job, errors: FieldErrors): void {
  errors.enter('spec');
  validateNonNegative(spec.parallelism, 'parallelism', errors);
  if (spec.completions !== undefined) validateNonNegative(spec.completions, 'completions', errors);
  else if (spec.completionMode === 'Indexed')
    errors.required('when completion mode is Indexed', 'completions');
  validateNonNegative(spec.backoffLimit, 'backoffLimit', errors);
  errors.within('template', spec.template, validatePodTemplate);
  validateRestartPolicy(spec.template, ['OnFailure', 'Never'], errors);
  errors.leave();
}

/** @see kubernetes/kubernetes pkg/apis/batch/validation/validation.go, ValidateJobSpecUpdate */
export function validateJobUpdate({ spec }: Job, old: Job, errors: FieldErrors): void {
  // Of an indexed Job the two numbers may change together.
  const isElastic = spec.completionMode === 'Indexed' && spec.completions === spec.parallelism;
  if (!isElastic) validateImmutable(spec.completions, old.spec.completions, errors, 'spec', 'completions');
  validateImmutable(spec.template, old.spec.template, errors, 'spec', 'template');
  validateImmutable(spec.completionMode, old.spec.completionMode, errors, 'spec', 'completionMode');
}

/** @see kubernetes/kubernetes pkg/apis/batch/validation/validation.go, ValidateCronJobSpec */
export function validateCronJob({ metadata, spec }: CronJob, errors: FieldErrors): void {
  if (metadata.name.length > longestCronJobName) {
    const detail = `must be no more than ${longestCronJobName} characters`;
    errors.invalid(metadata.name, detail, 'metadata', 'name');
  }
  errors.enter('spec');
  if (spec.schedule === '') errors.required('', 'schedule');
  errors.enter('jobTemplate');
  errors.enter('spec');
  errors.within('template', spec.template, validatePodTemplate);
  validateRestartPolicy(spec.template, ['OnFailure', 'Never'], errors);
  errors.leave();
  errors.leave();
  errors.leave();
}
