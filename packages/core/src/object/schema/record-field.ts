import type { Schema } from './schema.js';

/** A field of a record that may be missing. */
export interface OptionalField<T> {
  readonly presence: 'optional';
  readonly schema: Schema<T | undefined>;
  /** The name in the manifest, where it differs from the stored one. */
  readonly name?: string;
  readonly emptyIsAbsent: boolean;
}

/** A field of a record that has a value where the manifest gives none. */
export interface DefaultField<T> {
  readonly presence: 'default';
  readonly schema: Schema<T | undefined>;
  readonly fallback: T;
  readonly name?: string;
  readonly emptyIsAbsent: boolean;
}

/** A field that is left out where the manifest lacks it: a pointer in Go. */
export function optional<T>(schema: Schema<T | undefined>): OptionalField<T> {
  return { presence: 'optional', schema, emptyIsAbsent: false };
}

/** A field that is left out where it is missing or empty: `omitempty` in Go. Empty are `''`, `0`, `false` and `[]`. */
export function omitEmpty<T>(schema: Schema<T | undefined>): OptionalField<T> {
  return { presence: 'optional', schema, emptyIsAbsent: true };
}

/** A field that has this value where it is missing. */
export function withDefault<T>(schema: Schema<T | undefined>, fallback: T): DefaultField<T> {
  return { presence: 'default', schema, fallback, emptyIsAbsent: false };
}

/** A field that has this value where it is missing or empty. */
export function fillEmpty<T>(schema: Schema<T | undefined>, fallback: T): DefaultField<T> {
  return { presence: 'default', schema, fallback, emptyIsAbsent: true };
}

/** A field that the manifest names differently. */
export function named<F extends OptionalField<unknown> | DefaultField<unknown>>(name: string, field: F): F {
  return { ...field, name };
}

/** Whether a value is what Go leaves out of JSON. */
export function isEmpty(value: unknown): boolean {
  return value === '' || value === 0 || value === false || (Array.isArray(value) && value.length === 0);
}
