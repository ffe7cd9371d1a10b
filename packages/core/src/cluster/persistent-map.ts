import { Map as ImmutableMap } from 'immutable';

/** Stands in the upper layer for a key that left. */
const gone = null;

/** A plain map up to this size is copied faster than a layer is put above it. */
const small = 32;

/** A key and what it leads to. */
export type Entry<K, V> = readonly [key: K, value: V];

/**
 * A map whose older versions stay valid: a plain Map that versions share, and above it a persistent layer of what was
 * written since.
 *
 * Kubernetes is read far more often than it is written. Where nothing was written since the plain Map was built, a
 * look-up costs one look-up in it; a write costs the same however large the map is. The layers of a version are merged
 * when the upper one has grown large, or has been read so often that merging would have been cheaper. Nobody can see that.
 */
export class PersistentMap<K extends string | number, V extends object | number> {
  #base: ReadonlyMap<K, V>;
  #written: ImmutableMap<K, V | typeof gone>;
  #readsOfWritten = 0;

  private constructor(base: ReadonlyMap<K, V>, written: ImmutableMap<K, V | typeof gone>) {
    this.#base = base;
    this.#written = written;
  }

  static empty<K extends string | number, V extends object | number>(): PersistentMap<K, V> {
    return PersistentMap.of(new Map<K, V>());
  }

  /** The map with what a plain Map holds, which nobody may change from now on. */
  static of<K extends string | number, V extends object | number>(
    values: ReadonlyMap<K, V>,
  ): PersistentMap<K, V> {
    return new PersistentMap(values, ImmutableMap());
  }

  /** Whether it is as good as one to which nothing was ever written. */
  get isNew(): boolean {
    return this.#base.size === 0 && this.#written.size === 0;
  }

  get(key: K): V | undefined {
    if (this.#written.size === 0) return this.#base.get(key);
    this.#readsOfWritten += 1;
    if (this.#readsOfWritten > this.#base.size) return this.#merge().get(key);
    const value = this.#written.get(key);
    return value === undefined ? this.#base.get(key) : (value ?? undefined);
  }

  keys(): Iterable<K> {
    return this.#merge().keys();
  }

  /** The map with other values for these keys; `undefined` takes a key away. */
  with(changes: readonly Entry<K, V | undefined>[]): PersistentMap<K, V> {
    const [first] = changes;
    if (first === undefined) return this;
    const large = this.#base.size / 2 + 8;
    if (changes.length > large || this.#base.size < small)
      return new PersistentMap(changed(this.#merge(), changes), ImmutableMap());
    if (this.#written.size > large) this.#merge();
    return new PersistentMap(
      this.#base,
      changes.length === 1
        ? this.#written.set(first[0], first[1] ?? gone)
        : this.#written.withMutations((mutable) => {
            for (const [key, value] of changes) mutable.set(key, value ?? gone);
          }),
    );
  }

  #merge(): ReadonlyMap<K, V> {
    if (this.#written.size > 0) {
      this.#base = changed(this.#base, this.#written);
      this.#written = ImmutableMap();
    }
    return this.#base;
  }
}

function changed<K, V extends object | number>(
  base: ReadonlyMap<K, V>,
  changes: Iterable<Entry<K, V | null | undefined>>,
): ReadonlyMap<K, V> {
  const copy = new Map(base);
  for (const [key, value] of changes) {
    if (value === null || value === undefined) copy.delete(key);
    else copy.set(key, value);
  }
  return copy;
}
