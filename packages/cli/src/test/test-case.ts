import type { Origin } from '@kubehop/core';
import type { Asked, Expectations } from '@kubehop/core/matchers';

/** One request of a test file, read, and what must come of it. */
export interface TestCase {
  /** As the file names it; with the request behind where several requests have the name. */
  readonly name: string;
  /** The request as the file writes it. */
  readonly request: string;
  /** Its field in the file: `expectations[3]`. */
  readonly path: string;
  /** Its line in the file, counted from 1. */
  readonly line: number;
  /** The line of a field of the file. */
  readonly lineOf: (path: string) => number;
  /** Where it comes from; the platform decides where the file does not say. */
  readonly from?: Origin;
  /** The request as it is sent from there. */
  readonly asked: (from: Origin) => Asked;
  readonly expectations: Expectations;
}
