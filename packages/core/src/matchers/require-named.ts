import { ExpectationError } from '../expectation/expectation.js';
import type { Verdict } from '../expectation/verdict.js';

/**
 * Refuses a test that would pass because of an object that does not exist: no request ever comes to a misspelt name.
 *
 * @throws {ExpectationError} with the name that may be meant
 */
export function requireNamed({ notes }: Verdict): void {
  if (notes.length > 0) throw new ExpectationError(undefined, notes.join('\n'));
}
