import { isJsonObject } from '../../manifest/json.js';
import type { FieldErrors } from '../field/field-errors.js';
import type { StringMap } from '../metadata.js';
import { quantity, text } from './scalar.js';
import type { Schema } from './schema.js';

/** The map of nothing. */
export const noTexts: StringMap = {};

/** Texts by any key; a map of nothing else is taken as it is, without copying. A null value is the empty text. */
export const textMap: Schema<StringMap> = mapOf(text);

/** Amounts by any key. */
export const quantityMap: Schema<StringMap> = mapOf(quantity);

/** Texts of one kind by any key. */
export function mapOf(values: Schema<string>): Schema<StringMap> {
  return {
    zero: noTexts,
    read(value, errors) {
      if (values === text && isTextMap(value)) return value;
      if (isJsonObject(value)) return readEntries(value, values, errors);
      errors.typeInvalid(value, 'map[string]string', 'Write a mapping here: a key, a colon, a text.');
      return noTexts;
    },
  };
}

/** `Object.fromEntries` makes `__proto__` a key like any other; an assignment would not. */
function readEntries(
  entries: Readonly<Record<string, unknown>>,
  values: Schema<string>,
  errors: FieldErrors,
): StringMap {
  return Object.fromEntries(
    Object.entries(entries).map(([key, value]) => {
      if (value === null || value === undefined) return [key, values.zero];
      errors.enter({ key });
      const read = values.read(value, errors);
      errors.leave();
      return [key, read];
    }),
  );
}

function isTextMap(value: unknown): value is StringMap {
  if (!isJsonObject(value)) return false;
  for (const key in value) if (typeof value[key] !== 'string') return false;
  return true;
}
