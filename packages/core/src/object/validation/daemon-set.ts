import type { FieldErrors } from '../field/field-errors.js';
import type { DaemonSet } from '../workload.js';
import { validateNonNegative } from './ports.js';
import { validateImmutable } from './immutable.js';
import { validatePodKeeper } from './workload.js';

/** @see kubernetes/kubernetes pkg/apis/apps/validation/validation.go, ValidateDaemonSetSpec */
export function validateDaemonSet({ spec }: DaemonSet, errors: FieldErrors): void {
  errors.enter('spec');
  validatePodKeeper(spec, 'daemonset', errors);
  validateNonNegative(spec.minReadySeconds, 'minReadySeconds', errors);
  errors.leave();
}

/** @see kubernetes/kubernetes pkg/registry/apps/daemonset/strategy.go, ValidateUpdate */
export function validateDaemonSetUpdate({ spec }: DaemonSet, old: DaemonSet, errors: FieldErrors): void {
  validateImmutable(spec.selector, old.spec.selector, errors, 'spec', 'selector');
}
