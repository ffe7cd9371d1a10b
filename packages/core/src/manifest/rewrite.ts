import { isJsonArray, isJsonObject, type JsonObject } from './json.js';

/** A copy of the object with one field replaced; the object itself when the field holds no object. */
export function mapField(
  object: JsonObject,
  field: string,
  change: (value: JsonObject) => JsonObject,
): JsonObject {
  const value = object[field];
  return isJsonObject(value) ? { ...object, [field]: change(value) } : object;
}

/** A copy of the object without these fields. */
export function without(object: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([field]) => !fields.includes(field)));
}

/** A copy of the object with the items of one list replaced; what is no object stays as it is. */
export function mapItems(
  object: JsonObject,
  field: string,
  change: (item: JsonObject) => JsonObject,
): JsonObject {
  const items = object[field];
  if (!isJsonArray(items)) return object;
  return { ...object, [field]: items.map((item) => (isJsonObject(item) ? change(item) : item)) };
}
