import type { Partition } from './partition.js';

/** Reads a text byte by byte and says which of some tests it passes; deterministic, its states made when first reached. */
export interface Automaton {
  readonly start: number;
  /** How many states it takes by the length of its tests, which is no reason to stop. */
  readonly size: number;
  /** How much was done so far beyond one step a state, as a number of states. */
  readonly effort: number;
  next(state: number, byte: number): number;
  /** Bytes that may each lead elsewhere than the others of their class. */
  exceptions(state: number): readonly number[];
  /** The other bytes of a class lead to the same state. */
  partition(state: number): Partition;
  /** The number of the set of tests that are passed by a text that ends here: equal for equal sets. */
  verdict(state: number): number;
  /** The tests of a verdict by their indexes. */
  passed(verdict: number): readonly number[];
}
