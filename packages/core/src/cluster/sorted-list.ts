import { changedList, type ListChange } from './changed-list.js';
import type { Order } from './order.js';

const nothing: readonly never[] = [];

/** What happened to a list, and what happened before that. */
interface Later<T> {
  readonly change: ListChange<T>;
  readonly before: Later<T> | undefined;
}

/**
 * A sorted list whose older versions stay valid. What leaves and comes is only noted, so that a write costs the same
 * however long the list is; it is put in its place when somebody looks.
 */
export class SortedList<T> {
  /** How many values there are. */
  readonly length: number;
  readonly #order: Order<T>;
  #values: readonly T[];
  #later: Later<T> | undefined;
  #noted: number;

  private constructor(
    order: Order<T>,
    values: readonly T[],
    length: number,
    noted: number,
    later?: Later<T>,
  ) {
    this.#order = order;
    this.#values = values;
    this.length = length;
    this.#noted = noted;
    this.#later = later;
  }

  static empty<T>(order: Order<T>): SortedList<T> {
    return new SortedList(order, [], 0, 0);
  }

  /** The values in order; the same array every time. */
  get values(): readonly T[] {
    if (this.#later !== undefined) {
      this.#values = changedList(this.#values, inAll(this.#later), this.#order);
      this.#later = undefined;
      this.#noted = 0;
    }
    return this.#values;
  }

  /** The list without some of its values and with others. */
  with(change: ListChange<T>): SortedList<T> {
    const removed = change.removed?.length ?? 0;
    const added = change.added?.length ?? 0;
    // What nobody looks at must not pile up.
    const values = this.#noted > this.length ? this.values : this.#values;
    const later = { change, before: this.#later };
    return new SortedList(
      this.#order,
      values,
      this.length + added - removed,
      this.#noted + added + removed,
      later,
    );
  }
}

/** All that happened, as one change; what came and left in between never was. */
function inAll<T>(last: Later<T>): ListChange<T> {
  if (last.before === undefined) return last.change;
  const gone = new Set<T>();
  const come = new Set<T>();
  for (let step: Later<T> | undefined = last; step !== undefined; step = step.before) {
    const { removed = nothing, added = nothing } = step.change;
    for (const value of removed) if (!come.delete(value)) gone.add(value);
    for (const value of added) if (!gone.delete(value)) come.add(value);
  }
  return { removed: [...gone], added: [...come] };
}
