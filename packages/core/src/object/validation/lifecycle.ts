import type { FieldErrors } from '../field/field-errors.js';
import type { Container, LifecycleHandler } from '../pod.js';
import { validateHandler } from './probe.js';

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateLifecycle */
export function validateLifecycle(
  { postStart, preStop }: Pick<Container, 'postStart' | 'preStop'>,
  gracePeriod: number,
  errors: FieldErrors,
): void {
  if (postStart === undefined && preStop === undefined) return;
  errors.enter('lifecycle');
  if (postStart !== undefined) validateHook(postStart, 'postStart', gracePeriod, errors);
  if (preStop !== undefined) validateHook(preStop, 'preStop', gracePeriod, errors);
  errors.leave();
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateSleepAction */
function validateHook(
  hook: LifecycleHandler,
  field: 'postStart' | 'preStop',
  gracePeriod: number,
  errors: FieldErrors,
): void {
  errors.within(field, hook, validateHandler);
  const seconds = hook.sleep?.seconds;
  if (seconds !== undefined && (seconds < 0 || seconds > gracePeriod)) {
    const detail = `must be non-negative and less than terminationGracePeriodSeconds (${gracePeriod})`;
    errors.invalid(seconds, detail, field, 'sleep');
  }
}
