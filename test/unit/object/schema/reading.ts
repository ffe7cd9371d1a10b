import { FieldErrors } from '../../../../packages/core/src/object/field/field-errors.js';
import type { Schema } from '../../../../packages/core/src/object/schema/schema.js';

/** What a schema makes of a value, and what it reports, as `path: message` or `warning path: message`. */
export function read<T>(
  schema: Schema<T>,
  value: unknown,
): { readonly read: T; readonly reported: readonly string[] } {
  const errors = new FieldErrors(() => ({ kind: 'Thing', name: 'x' }));
  const result = schema.read(value, errors);
  return {
    read: result,
    reported: errors.problems.map(({ severity, path, message }) =>
      severity === 'error' ? `${path}: ${message}` : `${severity} ${path}: ${message}`,
    ),
  };
}

/** What is done about it. */
export function fixesOf(schema: Schema<unknown>, value: unknown): readonly (string | undefined)[] {
  const errors = new FieldErrors(() => ({ kind: 'Thing', name: 'x' }));
  schema.read(value, errors);
  return errors.problems.map(({ fix }) => fix);
}

/** The message about a value of another JSON type. */
export function unmarshal(given: string, goType: string): string {
  return `.: Invalid value: json: cannot unmarshal ${given} into Go value of type ${goType}`;
}
