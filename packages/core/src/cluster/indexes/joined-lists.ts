import type { Order } from '../order.js';

/** What was joined last, and what it came to. */
interface Join<T> {
  readonly lists: readonly (readonly T[])[];
  readonly joined: readonly T[];
}

const nothing: readonly never[] = [];

/**
 * Makes a function that joins sorted lists into one. It gives the same array as the last time as long as the lists are
 * the same.
 */
export function joinerOf<T>(order: Order<T>): (lists: readonly (readonly T[])[]) => readonly T[] {
  const last = new WeakMap<readonly T[], Join<T>>();
  return (lists) => {
    const [first] = lists;
    if (first === undefined) return nothing;
    if (lists.length === 1) return first;
    const known = last.get(first);
    if (known !== undefined && isSame(known.lists, lists)) return known.joined;
    const joined = lists.flat().sort(order);
    last.set(first, { lists, joined });
    return joined;
  };
}

function isSame<T>(some: readonly T[], others: readonly T[]): boolean {
  return some.length === others.length && some.every((value, index) => value === others[index]);
}
