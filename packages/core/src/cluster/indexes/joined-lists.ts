import type { Order } from '../order.js';

/** Where a sequence of lists leads: what it joins to, and the lists that may follow. Goes when one of the lists goes. */
interface Joint<T> {
  joined?: readonly T[];
  next?: WeakMap<readonly T[], Joint<T>>;
}

const nothing: readonly never[] = [];

/** Makes a function that joins sorted lists into one; the same lists join to the same array. */
export function joinerOf<T>(order: Order<T>): (lists: readonly (readonly T[])[]) => readonly T[] {
  const start: Joint<T> = {};
  return (lists) => {
    const [first] = lists;
    if (first === undefined) return nothing;
    if (lists.length === 1) return first;
    const joint = lists.reduce(follow, start);
    joint.joined ??= lists.flat().sort(order);
    return joint.joined;
  };
}

function follow<T>(joint: Joint<T>, list: readonly T[]): Joint<T> {
  joint.next ??= new WeakMap();
  const known = joint.next.get(list);
  if (known !== undefined) return known;
  const following: Joint<T> = {};
  joint.next.set(list, following);
  return following;
}
