import { byteOf, type Product, targetOf } from './product.js';

/** A set of tests and the shortest texts that pass these and no others. */
export interface ShortestTexts {
  readonly verdict: number;
  readonly first: string;
  /** A shortest one of those that are longer than the first. */
  readonly longer?: string;
}

/**
 * The shortest texts for every set of tests that a product can tell, in the order of their lengths.
 *
 * Breadth first. Each state is visited at its least distance and once more at the next larger one, if there is one: that
 * is enough for the two least lengths of every set.
 */
export function shortestTexts(product: Product): readonly ShortestTexts[] {
  const visits = new Visits(product);
  for (let visit = 0; visit < visits.count; visit += 1) visits.goOn(visit);
  return visits.found();
}

/** Texts on their ways, numbered in the order of their lengths: each is another one and a byte. */
class Visits {
  readonly #product: Product;
  readonly #states: number[] = [];
  readonly #from: number[] = [];
  readonly #bytes: number[] = [];
  readonly #lengths: number[] = [];
  /** By state: the length of its first visit; -1 once it was visited again. */
  readonly #distances: number[] = [];
  /** By verdict: the first visit that has it. */
  readonly #firsts = new Map<number, number>();
  /** By verdict: the first one that is longer. */
  readonly #longer = new Map<number, number>();

  constructor(product: Product) {
    this.#product = product;
    if (product.start >= 0) this.#add(product.start, -1, 0, 0);
  }

  get count(): number {
    return this.#states.length;
  }

  goOn(from: number): void {
    const length = this.#lengthOf(from) + 1;
    for (const edge of this.#product.edges(this.#states[from] ?? 0)) {
      const to = targetOf(edge);
      const distance = this.#distances[to] ?? Infinity;
      if (distance === Infinity || (distance >= 0 && length > distance)) {
        this.#add(to, from, byteOf(edge), length);
      }
    }
  }

  #add(state: number, from: number, byte: number, length: number): void {
    this.#distances[state] = this.#distances[state] === undefined ? length : -1;
    this.#from.push(from);
    this.#bytes.push(byte);
    this.#lengths.push(length);
    const visit = this.#states.push(state) - 1;
    const verdict = this.#product.verdict(state);
    if (verdict === undefined) return;
    const first = this.#firsts.get(verdict);
    if (first === undefined) this.#firsts.set(verdict, visit);
    else if (length > this.#lengthOf(first) && !this.#longer.has(verdict)) this.#longer.set(verdict, visit);
  }

  #lengthOf(visit: number): number {
    return this.#lengths[visit] ?? 0;
  }

  found(): readonly ShortestTexts[] {
    return Array.from(this.#firsts, ([verdict, first]) => {
      const longer = this.#longer.get(verdict);
      return {
        verdict,
        first: this.#textOf(first),
        ...(longer === undefined ? {} : { longer: this.#textOf(longer) }),
      };
    });
  }

  #textOf(last: number): string {
    const characters: string[] = [];
    for (let visit = last; this.#lengthOf(visit) > 0; visit = this.#from[visit] ?? 0) {
      characters.push(String.fromCharCode(this.#bytes[visit] ?? 0));
    }
    return characters.reverse().join('');
  }
}
