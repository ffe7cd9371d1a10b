import { isJsonObject } from '../../manifest/json.js';
import { FieldErrors } from '../field/field-errors.js';
import { refuseRecord } from './record.js';
import type { ScalarSchema, Schema } from './schema.js';

/** Stands for a field that is read while the record is made, not before. */
export const nested: unique symbol = Symbol('nested');

type Check = ScalarSchema<unknown> | typeof nested;
type FieldChecks = Readonly<Record<string, Check>>;
type Checks = ReadonlyMap<string, Check>;

/**
 * Where nothing is reported. It also keeps the engine from throwing away, with the last object of the class, all code
 * that it compiled for such objects.
 */
const nowhere = new FieldErrors(() => ({ kind: '', name: '' }));

/** What a manifest gives, its scalars checked. */
export type Given<Fields> = {
  readonly [K in keyof Fields]?: (Fields[K] extends ScalarSchema<infer T> ? T : unknown) | null;
};

/** A record while it is made. */
export type Unfinished<T> = { -readonly [K in keyof T]: T[K] };

/**
 * A record that is made by code of its own, out of fields that were checked. What it makes after something was refused
 * is thrown away.
 *
 * A manifest can have hundreds of thousands of pods, and setting a field by its name, as `record` does, takes many
 * times longer than writing it in a literal.
 * @example
 * const podIP = madeRecord({ ip: text }, (given) => given.ip ?? '');
 */
export function madeRecord<T, Fields extends FieldChecks>(
  fields: Fields,
  make: (given: Given<Fields>, errors: FieldErrors) => T,
  ignored: readonly string[] = [],
): Schema<T> {
  const checks: Checks = new Map([
    ...ignored.map((name) => [name, nested] as const),
    ...Object.entries(fields),
  ]);
  const zero = make({}, nowhere);
  return {
    zero,
    read(value, errors) {
      if (!isJsonObject(value)) {
        refuseRecord(value, errors);
        return zero;
      }
      checkScalars(value, checks, errors);
      // Only what was checked is known to be of its type, and nothing else leaves `make` unless it reads it.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return make(value as Given<Fields>, errors);
    },
  };
}

function checkScalars(value: Readonly<Record<string, unknown>>, checks: Checks, errors: FieldErrors): void {
  for (const name in value) {
    const check = checks.get(name);
    if (check === nested) continue;
    if (check === undefined) {
      errors.unknown(name, checks.keys());
      continue;
    }
    const given = value[name];
    if (typeof given === check.jsonType || given === undefined || given === null) continue;
    errors.enter(name);
    check.read(given, errors);
    errors.leave();
  }
}
