import type { FieldErrors } from '../field/field-errors.js';
import type { Schema } from './schema.js';
import { text } from './scalar.js';

const none: readonly never[] = [];

/** A list; an item that is null is the zero value of the items. */
export function list<T>(items: Schema<T>): Schema<readonly T[]> {
  return {
    zero: none,
    read(value, errors) {
      if (!isList(value)) return refused(value, errors);
      if (value.length === 0) return none;
      const read: T[] = [];
      for (let index = 0; index < value.length; index += 1)
        read.push(readItem(items, value[index], index, errors));
      return read;
    },
  };
}

/** A list of texts; a list of nothing else is taken as it is, without copying. */
export const textList: Schema<readonly string[]> = {
  zero: none,
  read(value, errors) {
    if (!isList(value)) return refused(value, errors);
    return isTextList(value) ? value : textItems.read(value, errors);
  },
};

const textItems: Schema<readonly string[]> = list(text);

function readItem<T>(items: Schema<T>, item: unknown, index: number, errors: FieldErrors): T {
  if (item === null || item === undefined) return items.zero;
  errors.enter(index);
  const read = items.read(item, errors);
  errors.leave();
  return read;
}

function refused(value: unknown, errors: FieldErrors): readonly never[] {
  errors.typeInvalid(value, 'slice', 'Write a list here, each item after a "- ".');
  return none;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isTextList(value: readonly unknown[]): value is readonly string[] {
  for (const item of value) if (typeof item !== 'string') return false;
  return true;
}
