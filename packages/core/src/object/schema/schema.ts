import type { FieldErrors } from '../field/field-errors.js';

/**
 * How a value of a manifest becomes a typed one. What has the wrong JSON type is reported, and reading goes on to find
 * what else is wrong.
 */
export interface Schema<T> {
  /** The value of a field that is not there, as Go has it; it also stands in for what cannot be read. */
  readonly zero: T;
  read(value: unknown, errors: FieldErrors): T;
}

/** The schema of values that are stored as they are written. */
export interface ScalarSchema<T> extends Schema<T> {
  /** The JSON type, where every value of that type will do; the empty text where more has to be looked at. */
  readonly jsonType: 'string' | 'boolean' | '';
}

/** The schema of a value that is made out of what another schema reads. */
export function mapped<T, U>(schema: Schema<T>, map: (value: T) => U): Schema<U> {
  return {
    zero: map(schema.zero),
    read: (value, errors) => map(schema.read(value, errors)),
  };
}
