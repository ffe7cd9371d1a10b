import { groupedChanges, type KeysOf } from '../grouped-changes.js';
import { type Entry, PersistentMap } from '../persistent-map.js';
import { changedList } from '../changed-list.js';
import type { Order } from '../order.js';
import type { TableChange } from '../table-change.js';

/** How values are indexed. */
export interface IndexDefinition<K, T> {
  readonly keysOf: KeysOf<K, T>;
  /** The order of the values of a key. */
  readonly order: Order<T>;
}

const nothing: readonly never[] = [];

/** A persistent index with any number of values a key; an update costs what it touches, and older versions stay valid. */
export class MultiIndex<K extends string | number, T> {
  readonly #definition: IndexDefinition<K, T>;
  readonly #groups: PersistentMap<K, readonly T[]>;

  private constructor(definition: IndexDefinition<K, T>, groups: PersistentMap<K, readonly T[]>) {
    this.#definition = definition;
    this.#groups = groups;
  }

  static empty<K extends string | number, T>(definition: IndexDefinition<K, T>): MultiIndex<K, T> {
    return new MultiIndex(definition, PersistentMap.empty());
  }

  /** The values of a key, in order; the same array as long as none of them changed. */
  all(key: K): readonly T[] {
    return this.#groups.get(key) ?? nothing;
  }

  /** The first value of a key. */
  first(key: K): T | undefined {
    return this.#groups.get(key)?.[0];
  }

  /** The index after a change of what it holds. */
  with(change: TableChange<T>): MultiIndex<K, T> {
    if (this.#groups.isNew) return this.#of([...change.updated.map(({ to }) => to), ...change.added]);
    const { keysOf, order } = this.#definition;
    const groups: Entry<K, readonly T[] | undefined>[] = [];
    for (const group of groupedChanges(change, keysOf)) {
      const values = changedList(this.all(group.key), group, order);
      groups.push([group.key, values.length === 0 ? undefined : values]);
    }
    return groups.length === 0 ? this : new MultiIndex(this.#definition, this.#groups.with(groups));
  }

  /** The index of these values and no others, built at once: a new cluster comes with all that it has. */
  #of(values: readonly T[]): MultiIndex<K, T> {
    const { keysOf, order } = this.#definition;
    const groups = new Map<K, T[]>();
    for (const value of values) {
      for (const key of keysOf(value)) {
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [value]);
        else group.push(value);
      }
    }
    if (groups.size === 0) return this;
    for (const group of groups.values()) if (group.length > 1) group.sort(order);
    return new MultiIndex(this.#definition, PersistentMap.of(groups));
  }
}
