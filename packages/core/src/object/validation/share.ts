import type { FieldErrors } from '../field/field-errors.js';
import { patternMessage } from '../field/value-rule.js';
import { validateNonNegative } from './ports.js';

const percent = /^[0-9]+%$/;
const notPercent = patternMessage(
  "a valid percent string must be a numeric string followed by an ending '%'",
  '[0-9]+%',
  ['1%', '93%'],
);

/** A number of pods or a percentage of them. @see kubernetes/kubernetes pkg/apis/apps/validation/validation.go, ValidatePositiveIntOrPercent */
export function validateShare(share: number | string, field: string, errors: FieldErrors): void {
  if (typeof share === 'number') validateNonNegative(share, field, errors);
  else if (!percent.test(share)) errors.invalid(share, notPercent, field);
}

/** @see kubernetes/kubernetes pkg/apis/apps/validation/validation.go, IsNotMoreThan100Percent */
export function validateAtMostAll(share: number | string, field: string, errors: FieldErrors): void {
  if (typeof share === 'string' && numberOf(share) > 100) {
    errors.invalid(share, 'must not be greater than 100%', field);
  }
}

/** The number itself, or that before the percent sign; 0 for a text that has none. */
export function numberOf(share: number | string): number {
  if (typeof share === 'number') return share;
  return percent.test(share) ? Number.parseInt(share, 10) : 0;
}
