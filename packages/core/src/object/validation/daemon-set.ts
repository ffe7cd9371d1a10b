import type { FieldErrors } from '../field/field-errors.js';
import type { DaemonSet } from '../workload.js';
import { validateNonNegative } from './ports.js';
import { validateImmutable } from './immutable.js';
import { numberOf, validateAtMostAll, validateShare } from './share.js';
import { validatePodKeeper } from './workload.js';

/** @see kubernetes/kubernetes pkg/apis/apps/validation/validation.go, ValidateDaemonSetSpec */
export function validateDaemonSet({ spec }: DaemonSet, errors: FieldErrors): void {
  errors.enter('spec');
  validatePodKeeper(spec, 'daemonset', errors);
  validateNonNegative(spec.minReadySeconds, 'minReadySeconds', errors);
  if (spec.updateStrategy === 'RollingUpdate') {
    errors.enter('updateStrategy');
    errors.within('rollingUpdate', spec, validateRollingUpdate);
    errors.leave();
  }
  errors.leave();
}

/** @see kubernetes/kubernetes pkg/apis/apps/validation/validation.go, ValidateRollingUpdateDaemonSet */
function validateRollingUpdate({ maxUnavailable, maxSurge }: DaemonSet['spec'], errors: FieldErrors): void {
  validateShare(maxUnavailable, 'maxUnavailable', errors);
  validateShare(maxSurge, 'maxSurge', errors);
  validateAtMostAll(maxUnavailable, 'maxUnavailable', errors);
  validateAtMostAll(maxSurge, 'maxSurge', errors);
  if (numberOf(maxUnavailable) !== 0 && numberOf(maxSurge) !== 0) {
    errors.invalid(maxSurge, 'may not be set when maxUnavailable is non-zero', 'maxSurge');
  } else if (numberOf(maxUnavailable) === 0 && numberOf(maxSurge) === 0) {
    errors.required('cannot be 0 when maxSurge is 0', 'maxUnavailable');
  }
}

/** @see kubernetes/kubernetes pkg/registry/apps/daemonset/strategy.go, ValidateUpdate */
export function validateDaemonSetUpdate({ spec }: DaemonSet, old: DaemonSet, errors: FieldErrors): void {
  validateImmutable(spec.selector, old.spec.selector, errors, 'spec', 'selector');
}
