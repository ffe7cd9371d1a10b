/** Numbers pairs of numbers in the order in which they come up. */
export class PairTable {
  readonly #ids = new Map<number, number>();

  get size(): number {
    return this.#ids.size;
  }

  /** The number of a pair, a new one for a pair that did not come up; -1 for such a pair where none may be added. */
  idOf(one: number, other: number, mayAdd = true): number {
    const key = one * 0x4000000 + other;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    if (!mayAdd) return -1;
    const id = this.#ids.size;
    this.#ids.set(key, id);
    return id;
  }
}

/** Numbers lists of numbers in the order in which they come up; the empty list is 0. */
export class ListTable {
  readonly #lists: (readonly number[])[] = [[]];
  /** By a hash of their numbers. */
  readonly #ids = new Map<number, number[]>([[hashOf([]), [0]]]);

  idOf(list: readonly number[]): number {
    const hash = hashOf(list);
    const alike = this.#ids.get(hash) ?? [];
    const known = alike.find((id) => isSameList(this.listOf(id), list));
    if (known !== undefined) return known;
    const id = this.#lists.push(list) - 1;
    if (alike.push(id) === 1) this.#ids.set(hash, alike);
    return id;
  }

  listOf(id: number): readonly number[] {
    return this.#lists[id] ?? [];
  }
}

function hashOf(list: readonly number[]): number {
  let hash = list.length;
  for (const number of list) hash = Math.imul(hash ^ number, 0x01000193) ^ (hash >>> 15);
  return hash;
}

function isSameList(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((number, index) => number === other[index]);
}
