import type { FieldErrors } from '../field/field-errors.js';
import type { DeploymentDraft, RollingUpdate } from '../reading/deployment.js';
import type { Deployment } from '../workload.js';
import { validateNonNegative } from './ports.js';
import { validateImmutable } from './immutable.js';
import { numberOf, validateAtMostAll, validateShare } from './share.js';
import { validatePodKeeper } from './workload.js';

/** @see kubernetes/kubernetes pkg/apis/apps/validation/validation.go, ValidateDeploymentSpec */
export function validateDeployment({ spec }: DeploymentDraft, errors: FieldErrors): void {
  errors.enter('spec');
  validateNonNegative(spec.replicas, 'replicas', errors);
  validatePodKeeper(spec, 'deployment', errors);
  errors.within('strategy', spec.strategy, validateStrategy);
  validateNonNegative(spec.minReadySeconds, 'minReadySeconds', errors);
  validateNonNegative(spec.progressDeadlineSeconds, 'progressDeadlineSeconds', errors);
  if (spec.progressDeadlineSeconds <= spec.minReadySeconds) {
    errors.invalid(
      spec.progressDeadlineSeconds,
      'must be greater than minReadySeconds',
      'progressDeadlineSeconds',
    );
  }
  errors.leave();
}

function validateStrategy(strategy: DeploymentDraft['spec']['strategy'], errors: FieldErrors): void {
  const { type, rollingUpdate } = strategy;
  if (rollingUpdate === undefined) return;
  if (type === 'Recreate') {
    errors.forbidden("may not be specified when strategy `type` is 'Recreate'", 'rollingUpdate');
  } else errors.within('rollingUpdate', rollingUpdate, validateRollingUpdate);
}

/** @see kubernetes/kubernetes pkg/apis/apps/validation/validation.go, ValidateRollingUpdateDeployment */
function validateRollingUpdate({ maxUnavailable, maxSurge }: RollingUpdate, errors: FieldErrors): void {
  validateShare(maxUnavailable, 'maxUnavailable', errors);
  validateShare(maxSurge, 'maxSurge', errors);
  if (numberOf(maxUnavailable) === 0 && numberOf(maxSurge) === 0) {
    errors.invalid(maxUnavailable, 'may not be 0 when `maxSurge` is 0', 'maxUnavailable');
  }
  validateAtMostAll(maxUnavailable, 'maxUnavailable', errors);
}

/** @see kubernetes/kubernetes pkg/registry/apps/deployment/strategy.go, ValidateUpdate */
export function validateDeploymentUpdate(
  { spec }: DeploymentDraft,
  old: Deployment,
  errors: FieldErrors,
): void {
  validateImmutable(spec.selector, old.spec.selector, errors, 'spec', 'selector');
}
