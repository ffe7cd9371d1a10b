import type { ObjectReference } from './problem.js';
import type { AssumptionCode } from './assumptions.js';

/**
 * Something that was taken for granted because no object says it.
 *
 * @public
 */
export interface Assumption {
  readonly code: AssumptionCode;
  readonly object?: ObjectReference;
  readonly path?: string;
  /** What was assumed, in a sentence. */
  readonly message: string;
  /** How to state the truth instead. */
  readonly state?: string;
}
