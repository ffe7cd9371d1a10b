import { isPortName, isPortNumber } from '../../address/port.js';
import type { FieldErrors } from '../field/field-errors.js';
import { fine, type ValueRule } from '../field/value-rule.js';

const outOfRange: readonly string[] = ['must be between 1 and 65535, inclusive'];

/** @see kubernetes/apimachinery pkg/util/validation/validation.go, IsValidPortNum */
export const portNumber: ValueRule<number> = (port) => (isPortNumber(port) ? fine : outOfRange);

/** @see RFC 6335 section 5.1; kubernetes/apimachinery pkg/util/validation/validation.go, IsValidPortName */
export const portName: ValueRule<string> = (name) => {
  if (isPortName(name)) return fine;
  const details: string[] = [];
  if (name.length > 15) details.push('must be no more than 15 characters');
  if (!/^[-a-z0-9]+$/.test(name)) {
    details.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  }
  if (!/[a-z]/.test(name)) details.push('must contain at least one letter (a-z)');
  if (name.includes('--')) details.push('must not contain consecutive hyphens');
  if (name.startsWith('-') || name.endsWith('-')) details.push('must not begin or end with a hyphen');
  return details;
};

/** The number or the name of a container port. @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidatePortNumOrName */
export const portNumberOrName: ValueRule<number | string> = (port) =>
  typeof port === 'number' ? portNumber(port) : portName(port);

/** @see kubernetes/apimachinery pkg/api/validation/generic.go, ValidateNonnegativeField */
export function validateNonNegative(value: number, field: string, errors: FieldErrors): void {
  if (value < 0) errors.invalid(value, 'must be greater than or equal to 0', field);
}
