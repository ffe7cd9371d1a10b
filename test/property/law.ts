import * as fc from 'fast-check';
import { test } from 'vitest';

/** Something that must hold for whatever is drawn, as a value: tests prove it, planted bugs have to break it. */
export interface Law {
  /** @throws with the seed and the counterexample where it does not hold */
  readonly prove: () => void;
  /** What is wrong with the first draw of a seed for which it does not hold, or nothing. */
  readonly flawOf: (seed: number) => unknown;
}

/** Laws by the sentences that say what must hold. */
export type Laws = Readonly<Record<string, Law>>;

/** A law that is tried on as many draws. */
export function law<Drawn>(property: fc.IProperty<Drawn>, numRuns = 100): Law {
  return {
    prove: () => fc.assert(property, { numRuns }),
    flawOf: (seed) => fc.check(property, { numRuns, seed, endOnFailure: true }).errorInstance ?? undefined,
  };
}

/** A test for each law. */
export function prove(laws: Laws): void {
  // oxlint-disable-next-line vitest/expect-expect -- a law asserts for itself
  test.each(Object.entries(laws))('%s', (_, { prove: proof }) => proof());
}
