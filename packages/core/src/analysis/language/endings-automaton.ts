import type { Automaton } from './automaton.js';
import type { Casing } from './byte-alphabet.js';
import { ListTable } from './number-tables.js';
import type { Partition, Partitions } from './partition.js';
import { Trie } from './trie.js';

/**
 * Ends of texts, in one trie: a state is the longest end of what was read that a text of a test begins with.
 *
 * @see Aho and Corasick, Efficient string matching (1975)
 */
export class EndingsAutomaton implements Automaton {
  readonly start = 0;
  readonly effort = 0;
  readonly #trie: Trie;
  readonly #whole: Partition;
  readonly #lists = new ListTable();
  /** By node: that of the longest end of its text that is shorter and in the trie. */
  readonly #shorter: number[] = [];
  /** By node: the bytes that lead anywhere but to the root. */
  readonly #exceptions: (readonly number[])[] = [];
  readonly #verdicts: number[] = [];

  constructor(tests: ReadonlyMap<number, string>, casing: Casing, partitions: Partitions) {
    this.#trie = new Trie(casing);
    this.#whole = partitions.whole;
    const ended = new Map<number, number[]>();
    for (const [index, text] of tests) {
      const node = this.#trie.add(text);
      if (node !== undefined) ended.set(node, [...(ended.get(node) ?? []), index]);
    }
    // Shorter ends are known before longer ones.
    const level = [this.#trie.root];
    for (const node of level) {
      this.#settle(node, ended.get(node) ?? []);
      const children = this.#trie.bytes(node).map((byte) => this.#child(node, byte));
      level.push(...new Set(children.filter((child) => child !== undefined)));
    }
  }

  #settle(node: number, ended: readonly number[]): void {
    const { root } = this.#trie;
    const parent = this.#trie.parent(node);
    const shorter = parent <= root ? root : this.#step(this.#shorterThan(parent), this.#trie.character(node));
    const others = node === root ? [] : this.exceptions(shorter);
    const known = node === root ? [] : this.passed(this.verdict(shorter));
    const own = this.#trie.bytes(node);
    this.#shorter[node] = shorter;
    this.#exceptions[node] = own.length === 0 ? others : [...new Set([...own, ...others])];
    this.#verdicts[node] = this.#lists.idOf([...known, ...ended].sort((one, other) => one - other));
  }

  #shorterThan(node: number): number {
    return this.#shorter[node] ?? this.#trie.root;
  }

  #child(node: number, byte: number): number | undefined {
    return this.#trie.child(node, this.#trie.casing.ofByte(byte));
  }

  #step(from: number, byte: number): number {
    for (let node = from; ; node = this.#shorterThan(node)) {
      const child = this.#child(node, byte);
      if (child !== undefined || node === this.#trie.root) return child ?? node;
    }
  }

  get size(): number {
    return this.#trie.size;
  }

  next(state: number, byte: number): number {
    return this.#step(state, byte);
  }

  exceptions(state: number): readonly number[] {
    return this.#exceptions[state] ?? [];
  }

  partition(): Partition {
    return this.#whole;
  }

  verdict(state: number): number {
    return this.#verdicts[state] ?? 0;
  }

  passed(verdict: number): readonly number[] {
    return this.#lists.listOf(verdict);
  }
}
