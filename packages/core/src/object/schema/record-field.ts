import type { Schema } from './schema.js';

/** A field of a record, where more is to be said than how its value is read. */
export interface RecordField<T> {
  readonly schema: Schema<T | undefined>;
  /** The name in the manifest, where it differs from the stored one. */
  readonly name?: string;
  /** Whether the API takes an empty value for a missing one, as Go's `omitempty` does. */
  readonly emptyIsMissing: boolean;
}

/** A field that is missing when it is empty: `''`, `0`, `false` or `[]`. Bare schemas read pointers, which are not. */
export function unlessEmpty<T>(schema: Schema<T | undefined>): RecordField<T> {
  return { schema, emptyIsMissing: true };
}

/** A field that the manifest names differently. */
export function named<T>(name: string, field: Schema<T | undefined> | RecordField<T>): RecordField<T> {
  return { ...fieldOf(field), name };
}

/** A bare schema as a field. */
export function fieldOf<T>(field: Schema<T | undefined> | RecordField<T>): RecordField<T> {
  return 'schema' in field ? field : { schema: field, emptyIsMissing: false };
}

/** Whether a value is what Go leaves out of JSON. */
export function isEmpty(value: unknown): boolean {
  return value === '' || value === 0 || value === false || (Array.isArray(value) && value.length === 0);
}
