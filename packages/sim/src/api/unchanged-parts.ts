import { isSameValue } from '@kubehop/core/engine';

/**
 * The second of two values, with every part that is the same in the first one taken from there: what has not changed is
 * the same value, and nobody who goes by that takes it for a change.
 */
export function withUnchangedParts<Value extends object>(before: Value, after: Value): Value {
  if (isSameValue(before, after)) return before;
  if (Array.isArray(before) || Array.isArray(after)) return after;
  const result = { ...after };
  for (const field in after) {
    const one = before[field];
    const other = after[field];
    if (isObject(one) && isObject(other)) result[field] = withUnchangedParts(one, other);
  }
  return result;
}

function isObject<Value>(value: Value): value is Value & object {
  return typeof value === 'object' && value !== null;
}
