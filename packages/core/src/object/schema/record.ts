import { isJsonObject } from '../../manifest/json.js';
import type { FieldErrors } from '../field/field-errors.js';
import { fieldOf, isEmpty, type RecordField } from './record-field.js';
import type { Schema } from './schema.js';

/** The fields that a record always has, with what holds where the manifest lacks them. */
export type RecordDefaults<T> = {
  readonly [K in keyof T as object extends Pick<T, K> ? never : K]: T[K];
};

/** How each field of a record is read. */
export type RecordFields<T> = {
  readonly [K in keyof T]-?:
    Schema<Exclude<T[K], undefined> | undefined> | RecordField<Exclude<T[K], undefined>>;
};

type AnyFields = Record<string, unknown>;

interface CompiledField {
  readonly key: string;
  readonly schema: Schema<unknown>;
  readonly emptyIsMissing: boolean;
}

/** The fields of a record by their names in the manifest. */
type FieldsByName = ReadonlyMap<string, CompiledField | 'ignored'>;

/**
 * An object with these fields. `defaults` makes a new object with everything that a record always has. A field that is
 * neither among the fields nor among the ignored ones is reported as unknown.
 *
 * @example
 * const taint = record<Taint>(
 *   () => ({ key: '', value: '', effect: 'NoSchedule' }),
 *   { key: text, value: text, effect: oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute') },
 *   ['timeAdded'],
 * );
 */
export function record<T extends object>(
  defaults: () => RecordDefaults<T> & AnyFields,
  fields: RecordFields<T> & Readonly<Record<string, Schema<unknown> | RecordField<unknown>>>,
  ignored: readonly string[] = [],
): Schema<T> {
  const byName = compile(fields, ignored);
  // The types of `defaults` and `fields` see to it that what is read has the fields of T; no compiler follows the loop.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const typed = (read: Readonly<AnyFields>): T => read as T;
  const zero = typed(defaults());
  return {
    zero,
    read(value, errors) {
      if (isJsonObject(value)) return typed(readFields(value, byName, defaults(), errors));
      refuseRecord(value, errors);
      return zero;
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
      if (!isJsonObject(value)) {
        refuseRecord(value, errors);
        return undefined;
      }
      for (const given in value) if (!known.has(given)) errors.unknown(given, known);
      return readField(schema, value[name], name, errors);
    },
  };
}

function compile(
  given: Readonly<Record<string, Schema<unknown> | RecordField<unknown>>>,
  ignored: readonly string[],
): FieldsByName {
  const byName = new Map<string, CompiledField | 'ignored'>(ignored.map((name) => [name, 'ignored']));
  for (const [key, field] of Object.entries(given)) {
    const { name = key, schema, emptyIsMissing } = fieldOf(field);
    byName.set(name, { key, schema, emptyIsMissing });
  }
  return byName;
}

/** One walk over what the manifest gives: a look-up for each field that could be there costs many times more. */
function readFields(
  value: Readonly<AnyFields>,
  byName: FieldsByName,
  made: AnyFields,
  errors: FieldErrors,
): AnyFields {
  for (const name in value) {
    const field = byName.get(name);
    if (field === 'ignored') continue;
    if (field === undefined) {
      errors.unknown(name, byName.keys());
      continue;
    }
    const given = value[name];
    if (field.emptyIsMissing && isEmpty(given)) continue;
    const read = readField(field.schema, given, name, errors);
    if (read !== undefined) made[field.key] = read;
  }
  return made;
}

/** Reads a field of a record; undefined where it is missing. */
export function readField<T>(
  schema: Schema<T>,
  given: unknown,
  name: string,
  errors: FieldErrors,
): T | undefined {
  if (given === undefined || given === null) return undefined;
  errors.enter(name);
  const read = schema.read(given, errors);
  errors.leave();
  return read;
}

/** Refuses what is no object. */
export function refuseRecord(value: unknown, errors: FieldErrors): void {
  errors.typeInvalid(value, 'struct', 'Write a mapping here: fields with a colon behind their names.');
}
