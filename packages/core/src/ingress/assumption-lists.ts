import type { Assumption } from '../problem/assumption.js';

const none: readonly Assumption[] = [];

/** Lists of assumptions as one, in their order; a list that stands alone is not copied. */
export function joined(lists: readonly (readonly Assumption[])[]): readonly Assumption[] {
  const filled = lists.filter((list) => list.length > 0);
  return filled.length > 1 ? filled.flat() : (filled[0] ?? none);
}
