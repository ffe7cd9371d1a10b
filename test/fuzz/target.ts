import type * as fc from 'fast-check';

/** What is tried with inputs of one kind. */
export interface Target<Input> {
  readonly name: string;
  readonly input: fc.Arbitrary<Input>;
  /** What is wrong with what came of an input; it may throw, which is wrong as well. */
  readonly faults: (input: Input) => readonly string[];
}
