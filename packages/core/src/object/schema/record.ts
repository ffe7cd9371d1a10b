import { isJsonObject, type JsonObject } from '../../manifest/json.js';
import type { FieldErrors } from '../field/field-errors.js';
import { type DefaultField, isEmpty, type OptionalField } from './record-field.js';
import type { Schema } from './schema.js';

type AnyField = Schema<unknown> | DefaultField<unknown> | OptionalField<unknown>;

/** For each field of a record, how it is read and what holds where it is missing; a bare schema: its zero value. */
export type RecordFields<T> = {
  readonly [K in keyof T]-?: object extends Pick<T, K>
    ? OptionalField<Exclude<T[K], undefined>>
    : Schema<T[K]> | DefaultField<T[K]>;
};

interface CompiledField {
  readonly key: string;
  /** The name in the manifest. */
  readonly name: string;
  readonly schema: Schema<unknown>;
  readonly fallback: unknown;
  readonly emptyIsAbsent: boolean;
}

/**
 * An object with these fields. A field that is neither among them nor among the ignored ones is reported as unknown.
 *
 * @example
 * const taint = record<Taint>({ key: text, value: text, effect: oneOf('NoSchedule', 'NoExecute') }, ['timeAdded']);
 */
export function record<T extends object>(
  fields: RecordFields<T> & Readonly<Record<string, AnyField>>,
  ignored: readonly string[] = [],
): Schema<T> {
  const compiled = Object.entries<AnyField>(fields).map(([key, field]) => compile(key, field));
  const known: ReadonlySet<string> = new Set([...compiled.map((field) => field.name), ...ignored]);
  const defaults = compiled.filter((field) => field.fallback !== undefined);
  // The type of `fields` sees to it that what is built has the fields of T; no compiler follows the loop.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const complete = (built: Readonly<Record<string, unknown>>): T => built as T;
  const zero = complete(Object.fromEntries(defaults.map((field) => [field.key, field.fallback])));
  return {
    zero,
    read(value, errors) {
      if (!isJsonObject(value)) return refuse(value, errors, zero);
      reportUnknown(value, known, errors);
      return complete(readFields(value, compiled, errors));
    },
  };
}

/** One field inside of an object whose other fields don't matter; undefined where it is missing. */
export function inside<T>(
  name: string,
  schema: Schema<T>,
  ignored: readonly string[] = [],
): Schema<T | undefined> {
  const known: ReadonlySet<string> = new Set([name, ...ignored]);
  return {
    zero: undefined,
    read(value, errors) {
      if (!isJsonObject(value)) return refuse(value, errors, undefined);
      reportUnknown(value, known, errors);
      const given = value[name];
      return given === undefined || given === null ? undefined : readField(schema, name, given, errors);
    },
  };
}

function compile(key: string, field: AnyField): CompiledField {
  if (!('presence' in field)) {
    return { key, name: key, schema: field, fallback: field.zero, emptyIsAbsent: false };
  }
  const { name = key, schema, emptyIsAbsent } = field;
  const fallback = field.presence === 'default' ? field.fallback : undefined;
  return { key, name, schema, fallback, emptyIsAbsent };
}

function readFields(
  value: JsonObject,
  fields: readonly CompiledField[],
  errors: FieldErrors,
): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const { key, name, schema, fallback, emptyIsAbsent } of fields) {
    const given = value[name];
    const absent = given === undefined || given === null || (emptyIsAbsent && isEmpty(given));
    const found = absent ? fallback : (readField(schema, name, given, errors) ?? fallback);
    if (found !== undefined) read[key] = found;
  }
  return read;
}

function readField<T>(schema: Schema<T>, name: string, given: unknown, errors: FieldErrors): T {
  errors.enter(name);
  const found = schema.read(given, errors);
  errors.leave();
  return found;
}

function reportUnknown(value: JsonObject, known: ReadonlySet<string>, errors: FieldErrors): void {
  for (const name in value) if (!known.has(name)) errors.unknown(name, known);
}

function refuse<T>(value: unknown, errors: FieldErrors, zero: T): T {
  errors.typeInvalid(value, 'struct', 'Write a mapping here: fields with a colon behind their names.');
  return zero;
}
