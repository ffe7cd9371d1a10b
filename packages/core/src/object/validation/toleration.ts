import type { FieldErrors } from '../field/field-errors.js';
import type { Toleration } from '../pod.js';
import { labelValue, qualifiedName } from './labels.js';

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateTolerations */
export function validateToleration(toleration: Toleration, errors: FieldErrors): void {
  const { key, operator, value = '', effect = '', tolerationSeconds } = toleration;
  if (key !== undefined) errors.check(qualifiedName, key, 'key');
  else if (operator !== 'Exists') {
    const detail = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';
    errors.invalid(operator, detail, 'operator');
  }
  if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
    errors.invalid(effect, "effect must be 'NoExecute' when `tolerationSeconds` is set", 'effect');
  }
  if (operator === 'Exists') {
    if (value !== '')
      errors.invalid(toleration, "value must be empty when `operator` is 'Exists'", 'operator');
    return;
  }
  const details = labelValue(value);
  if (details.length > 0) errors.invalid(value, details.join(';'), 'operator');
}
