import type { FieldErrors } from '../field/field-errors.js';
import { isSameValue } from '../same-value.js';

/** @see kubernetes/apimachinery pkg/api/validation/objectmeta.go, ValidateImmutableField */
export function validateImmutable(
  value: unknown,
  old: unknown,
  errors: FieldErrors,
  ...field: readonly string[]
): void {
  if (!isSameValue(value, old)) errors.invalid(value, 'field is immutable', ...field);
}
