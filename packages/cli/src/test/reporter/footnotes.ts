import type { Assumption, AssumptionCode } from '@kubehop/core';

/** Things that were taken for granted for the same reason, of different objects. */
export interface Footnote {
  /** The first of them that was met. */
  readonly assumption: Assumption;
  /** How many there are besides. */
  readonly others: number;
}

/**
 * What was taken for granted in a run, by its codes, numbered from 1 in the order in which they are met: most requests
 * share them.
 */
export class Footnotes {
  readonly #messages = new Map<AssumptionCode, Set<string>>();
  readonly #first: Assumption[] = [];

  constructor(assumptions: Iterable<Assumption>) {
    for (const assumption of assumptions) this.#add(assumption);
  }

  #add(assumption: Assumption): void {
    const { code, message } = assumption;
    const messages = this.#messages.get(code);
    if (messages !== undefined) {
      messages.add(message);
      return;
    }
    this.#messages.set(code, new Set([message]));
    this.#first.push(assumption);
  }

  /** In the order of their numbers. */
  list(): readonly Footnote[] {
    return this.#first.map((assumption) => ({
      assumption,
      others: (this.#messages.get(assumption.code)?.size ?? 1) - 1,
    }));
  }

  /** The numbers of some, three and more in a row drawn together: `1-4 7`. */
  numbersOf(assumptions: readonly Assumption[]): string {
    const codes = new Set(assumptions.map(({ code }) => code));
    const numbers = this.#first.flatMap(({ code }, index) => (codes.has(code) ? [index + 1] : []));
    const ranges: { first: number; last: number }[] = [];
    for (const number of numbers) {
      const range = ranges.at(-1);
      if (range !== undefined && number === range.last + 1) range.last = number;
      else ranges.push({ first: number, last: number });
    }
    return ranges.map(rangeText).join(' ');
  }
}

function rangeText({ first, last }: { readonly first: number; readonly last: number }): string {
  if (first === last) return String(first);
  return last === first + 1 ? `${first} ${last}` : `${first}-${last}`;
}
