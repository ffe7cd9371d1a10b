/** Whether one of the items before this one is the same by a measure. Lists of a manifest are short. */
export function isRepeated<T>(
  items: readonly T[],
  index: number,
  isSame: (one: T, other: T) => boolean,
): boolean {
  const item = items[index];
  if (item === undefined) return false;
  for (let earlier = 0; earlier < index; earlier += 1) {
    const other = items[earlier];
    if (other !== undefined && isSame(other, item)) return true;
  }
  return false;
}
