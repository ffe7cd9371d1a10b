import { prefixKey } from '../../routing/path-table.js';
import type { Automaton } from './automaton.js';
import type { Casing } from './byte-alphabet.js';
import { ListTable } from './number-tables.js';
import type { Partition, Partitions } from './partition.js';
import { Trie } from './trie.js';

/** A test that looks at a text from its beginning. */
export type BeginningTest =
  | { readonly kind: 'is' | 'begins'; readonly text: string }
  | { readonly kind: 'below'; readonly path: string };

/** The tests that are settled at a node. */
interface Marks {
  readonly is: number[];
  readonly begins: number[];
}

const unmarked: Marks = { is: [], begins: [] };

/**
 * Whole texts, beginnings and paths with what is below them, in one trie.
 *
 * A state is a node of the trie or, for a text that leads out of it, the number of nodes and the last node on its way at
 * which a text began.
 */
export class BeginningsAutomaton implements Automaton {
  readonly start = 0;
  readonly effort = 0;
  readonly #trie: Trie;
  readonly #whole: Partition;
  readonly #verdicts = new ListTable();
  readonly #marks = new Map<number, Marks>();
  /** By node: the verdict of a text that ends at it. */
  readonly #ended: number[] = [];
  /** By node: the verdict of a text that goes on from it and out of the trie. */
  readonly #left: number[] = [];
  /** By node: the last one on the way to it with beginnings. */
  readonly #began: number[] = [];

  constructor(tests: ReadonlyMap<number, BeginningTest>, casing: Casing, partitions: Partitions) {
    this.#trie = new Trie(casing);
    this.#whole = partitions.whole;
    for (const [index, test] of tests) this.#add(index, test);
    for (let node = 0; node < this.size; node += 1) this.#settle(node);
  }

  #add(index: number, test: BeginningTest): void {
    switch (test.kind) {
      case 'is':
      case 'begins':
        this.#marksOf(test.text)?.[test.kind].push(index);
        break;
      case 'below': {
        // As coversPath: the path itself, unless it ends in a slash, and all that has a slash behind it.
        const path = prefixKey(test.path);
        if (!path.endsWith('/')) this.#marksOf(path)?.is.push(index);
        this.#marksOf(`${path}/`)?.begins.push(index);
        break;
      }
      default:
        test satisfies never;
    }
  }

  #marksOf(text: string): Marks | undefined {
    const node = this.#trie.add(text);
    if (node === undefined) return undefined;
    const marks = this.#marks.get(node) ?? { is: [], begins: [] };
    this.#marks.set(node, marks);
    return marks;
  }

  #settle(node: number): void {
    const { is, begins } = this.#marks.get(node) ?? unmarked;
    const parent = this.#trie.parent(node);
    const before = this.#left[parent] ?? 0;
    const left = begins.length === 0 ? before : this.#verdictOf(before, begins);
    this.#left.push(left);
    this.#ended.push(is.length === 0 ? left : this.#verdictOf(left, is));
    this.#began.push(begins.length === 0 ? (this.#began[parent] ?? node) : node);
  }

  #verdictOf(before: number, more: readonly number[]): number {
    const all = new Set([...this.#verdicts.listOf(before), ...more]);
    return this.#verdicts.idOf([...all].sort((one, other) => one - other));
  }

  get size(): number {
    return this.#trie.size;
  }

  next(state: number, byte: number): number {
    if (state >= this.size) return state;
    const child = this.#trie.child(state, this.#trie.casing.ofByte(byte));
    return child ?? this.size + (this.#began[state] ?? 0);
  }

  exceptions(state: number): readonly number[] {
    return this.#trie.bytes(state);
  }

  partition(): Partition {
    return this.#whole;
  }

  verdict(state: number): number {
    return (state < this.size ? this.#ended[state] : this.#left[state - this.size]) ?? 0;
  }

  passed(verdict: number): readonly number[] {
    return this.#verdicts.listOf(verdict);
  }
}
