import type { Order } from './order.js';

/** Beyond so many changes it is cheaper to sort than to look for each one's place. */
const few = 16;

/** Values that leave a list and values that come. */
export interface ListChange<T> {
  readonly removed?: readonly T[];
  readonly added?: readonly T[];
}

const nothing: readonly never[] = [];

/** A sorted list without some of the values that it holds and with others, still sorted. */
export function changedList<T>(
  list: readonly T[],
  { removed = nothing, added = nothing }: ListChange<T>,
  order: Order<T>,
): readonly T[] {
  if (removed.length === 0 && added.length === 0) return list;
  if (list.length === 0) return added.length < 2 ? added : [...added].sort(order);
  if (removed.length + added.length > few) {
    const leaving = new Set(removed);
    return [...list.filter((value) => !leaving.has(value)), ...added].sort(order);
  }
  const changed = list.slice();
  for (const value of removed) changed.splice(placeOf(changed, value, order), 1);
  for (const value of added) changed.splice(placeOf(changed, value, order), 0, value);
  return changed;
}

/** The index of the first value that does not come before this one. */
function placeOf<T>(list: readonly T[], value: T, order: Order<T>): number {
  let from = 0;
  let to = list.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const candidate = list[middle];
    if (candidate !== undefined && order(candidate, value) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}
