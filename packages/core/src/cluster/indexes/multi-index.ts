import { Map as PersistentMap } from 'immutable';

/** What a key leads to: one value, or several by their identities. */
type Bucket<T> = { readonly single: T } | { readonly several: PersistentMap<string, T> };

/** How values are indexed. */
export interface IndexDefinition<T> {
  /** The keys under which a value is found. */
  readonly keysOf: (value: T) => readonly string[];
  /** Tells values of one key apart, and orders them. */
  readonly identityOf: (value: T) => string;
}

const nothing: readonly never[] = [];

/**
 * A persistent index with any number of values a key; an update costs what it touches, and older versions stay valid.
 */
export class MultiIndex<T extends object> {
  readonly #definition: IndexDefinition<T>;
  readonly #buckets: PersistentMap<string, Bucket<T>>;
  /** Sorted lists that were asked for, by bucket: as long as a bucket stays, so does its list. */
  readonly #lists: WeakMap<Bucket<T>, readonly T[]>;

  private constructor(
    definition: IndexDefinition<T>,
    buckets: PersistentMap<string, Bucket<T>>,
    lists: WeakMap<Bucket<T>, readonly T[]>,
  ) {
    this.#definition = definition;
    this.#buckets = buckets;
    this.#lists = lists;
  }

  static empty<T extends object>(definition: IndexDefinition<T>): MultiIndex<T> {
    return new MultiIndex<T>(definition, PersistentMap<string, Bucket<T>>(), new WeakMap());
  }

  /** The values of a key, sorted by identity; the same array as long as none of them changed. */
  all(key: string): readonly T[] {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return nothing;
    const known = this.#lists.get(bucket);
    if (known !== undefined) return known;
    const list = 'single' in bucket ? [bucket.single] : sorted(bucket.several);
    this.#lists.set(bucket, list);
    return list;
  }

  /** The first value of a key. */
  first(key: string): T | undefined {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return undefined;
    return 'single' in bucket ? bucket.single : this.all(key)[0];
  }

  /** How many values a key has. */
  count(key: string): number {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return 0;
    return 'single' in bucket ? 1 : bucket.several.size;
  }

  /** The index after values left and came. */
  with(removed: readonly T[], added: readonly T[]): MultiIndex<T> {
    const { keysOf, identityOf } = this.#definition;
    const changes = new Map<string, Map<string, T | undefined>>();
    const note = (value: T, becomes: T | undefined): void => {
      const identity = identityOf(value);
      for (const key of keysOf(value)) {
        const change = changes.get(key);
        if (change === undefined) changes.set(key, new Map([[identity, becomes]]));
        else change.set(identity, becomes);
      }
    };
    for (const value of removed) note(value, undefined);
    for (const value of added) note(value, value);
    if (changes.size === 0) return this;
    const buckets = this.#buckets.withMutations((mutable) => {
      for (const [key, change] of changes) {
        const bucket = changed(mutable.get(key), change, identityOf);
        if (bucket === undefined) mutable.delete(key);
        else mutable.set(key, bucket);
      }
    });
    return new MultiIndex(this.#definition, buckets, this.#lists);
  }
}

function changed<T>(
  bucket: Bucket<T> | undefined,
  change: ReadonlyMap<string, T | undefined>,
  identityOf: (value: T) => string,
): Bucket<T> | undefined {
  const [only] = change.values();
  if (bucket === undefined && change.size === 1) return only === undefined ? undefined : { single: only };
  const before =
    bucket === undefined
      ? PersistentMap<string, T>()
      : 'several' in bucket
        ? bucket.several
        : PersistentMap([[identityOf(bucket.single), bucket.single]]);
  const several = before.withMutations((mutable) => {
    for (const [identity, value] of change) {
      if (value === undefined) mutable.delete(identity);
      else mutable.set(identity, value);
    }
  });
  if (several.size === 0) return undefined;
  const first = several.first();
  return several.size === 1 && first !== undefined ? { single: first } : { several };
}

function sorted<T>(values: PersistentMap<string, T>): readonly T[] {
  return [...values.entries()].sort(byIdentity).map(([, value]) => value);
}

function byIdentity([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
