/** Each value once; mostly there is one at most, and nothing to do. */
export function distinct<T>(values: readonly T[]): readonly T[] {
  return values.length < 2 ? values : [...new Set(values)];
}
