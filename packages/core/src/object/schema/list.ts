import type { FieldErrors } from '../field/field-errors.js';
import { text } from './scalar.js';
import type { Schema } from './schema.js';

/** The list of nothing. */
export const none: readonly never[] = [];

/**
 * A list; an item that is null is the zero value of the items. A list that is already as it is to be stored is taken
 * itself.
 */
export function list<T>(items: Schema<T>): Schema<readonly T[]> {
  return {
    zero: none,
    read(value, errors) {
      if (Array.isArray(value)) return readItems(value, items, errors);
      errors.typeInvalid(value, 'slice', 'Write a list here, each item after a "- ".');
      return none;
    },
  };
}

/** A list of texts. */
export const textList: Schema<readonly string[]> = list(text);

function readItems<T>(given: readonly unknown[], items: Schema<T>, errors: FieldErrors): readonly T[] {
  const read = new Array<T>(given.length);
  for (let index = 0; index < given.length; index += 1) {
    const item = given[index];
    errors.enter(index);
    read[index] = item === null || item === undefined ? items.zero : items.read(item, errors);
    errors.leave();
  }
  return isSame(given, read) ? given : read;
}

function isSame<T>(given: readonly unknown[], read: readonly T[]): given is readonly T[] {
  for (let index = 0; index < read.length; index += 1) if (given[index] !== read[index]) return false;
  return true;
}
