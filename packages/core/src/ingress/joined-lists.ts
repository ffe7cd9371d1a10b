/** Lists as one, in their order; a list that stands alone is not copied. */
export function joined<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const filled = lists.filter((list) => list.length > 0);
  return filled.length > 1 ? filled.flat() : (filled[0] ?? []);
}
