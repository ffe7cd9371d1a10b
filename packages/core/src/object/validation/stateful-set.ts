import type { FieldErrors } from '../field/field-errors.js';
import { isSameValue } from '../same-value.js';
import type { StatefulSet } from '../workload.js';
import { dns1123Label } from './names.js';
import { validateNonNegative } from './ports.js';
import { validatePodKeeper } from './workload.js';

/** @see kubernetes/kubernetes pkg/apis/apps/validation/validation.go, ValidateStatefulSetSpec */
export function validateStatefulSet({ spec }: StatefulSet, errors: FieldErrors): void {
  errors.enter('spec');
  validateNonNegative(spec.replicas, 'replicas', errors);
  validateNonNegative(spec.minReadySeconds, 'minReadySeconds', errors);
  if (spec.ordinalsStart < 0) {
    errors.invalid(spec.ordinalsStart, 'must be greater than or equal to 0', 'ordinals', 'start');
  }
  if (spec.serviceName !== '') errors.check(dns1123Label, spec.serviceName, 'serviceName');
  validatePodKeeper(spec, 'statefulset', errors);
  errors.within('updateStrategy', spec, validatePartition);
  errors.leave();
}

/** @see kubernetes/kubernetes pkg/apis/apps/validation/validation.go, validateRollingUpdateStatefulSet */
function validatePartition({ updateStrategy, partition }: StatefulSet['spec'], errors: FieldErrors): void {
  if (partition === undefined) return;
  if (updateStrategy === 'OnDelete') {
    errors.invalid({ partition }, "only allowed for updateStrategy 'RollingUpdate'", 'rollingUpdate');
  } else if (partition < 0) {
    errors.invalid(partition, 'must be greater than or equal to 0', 'rollingUpdate', 'partition');
  }
}

/** @see kubernetes/kubernetes pkg/apis/apps/validation/validation.go, ValidateStatefulSetUpdate */
export function validateStatefulSetUpdate(
  { spec }: StatefulSet,
  old: StatefulSet,
  errors: FieldErrors,
): void {
  const fixed = ['selector', 'serviceName', 'podManagementPolicy'] as const;
  if (fixed.every((field) => isSameValue(spec[field], old.spec[field]))) return;
  errors.forbidden(
    "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
    'spec',
  );
}
