import { prefixKey } from '../../routing/path-table.js';
import { passes, type TextTest } from './text-test.js';

/**
 * Finds the tests of a list that a text passes, without asking each of them: those that compare whole texts or beginnings
 * are looked up.
 */
export class TestIndex {
  readonly #whole = new Map<string, number[]>();
  readonly #below = new Map<string, number[]>();
  readonly #beginnings = new Map<string, number[]>();
  readonly #lengths = new Set<number>();
  /** Those that are asked one by one. */
  readonly #others: (readonly [index: number, test: TextTest])[] = [];

  constructor(tests: readonly TextTest[]) {
    for (const [index, test] of tests.entries()) this.#add(test, index);
  }

  /** The numbers of the tests that a text passes, in their order. */
  passed(text: string): readonly number[] {
    const found = [...(this.#whole.get(text) ?? [])];
    if (this.#below.size > 0) this.#addBelow(text, found);
    for (const length of this.#lengths) {
      if (length <= text.length) found.push(...(this.#beginnings.get(text.slice(0, length)) ?? []));
    }
    for (const [index, test] of this.#others) if (passes(test, text)) found.push(index);
    return found.sort((one, other) => one - other);
  }

  #add(test: TextTest, index: number): void {
    if (test.kind === 'is' && test.ignoreCase === undefined) add(this.#whole, test.text, index);
    else if (test.kind === 'below') add(this.#below, prefixKey(test.path), index);
    else if (test.kind === 'begins' && test.ignoreCase === undefined) {
      add(this.#beginnings, test.text, index);
      this.#lengths.add(test.text.length);
    } else this.#others.push([index, test]);
  }

  /** A path is below itself, and below each of its beginnings that ends before a slash. */
  #addBelow(path: string, found: number[]): void {
    const asked = prefixKey(path);
    found.push(...(this.#below.get(asked) ?? []));
    for (let at = asked.lastIndexOf('/'); at >= 0; at = at === 0 ? -1 : asked.lastIndexOf('/', at - 1)) {
      found.push(...(this.#below.get(asked.slice(0, at)) ?? []));
    }
  }
}

function add(table: Map<string, number[]>, key: string, index: number): void {
  const known = table.get(key);
  if (known === undefined) table.set(key, [index]);
  else known.push(index);
}
