import { failureText } from '../expectation/failure-text.js';
import type { Failure, Verdict } from '../expectation/verdict.js';

/** What is thrown where a request does not do what is expected of it; test runners show it as a failed assertion. @public */
export class AssertionError extends Error {
  /** By member, what came in place of what was expected. */
  readonly actual: Readonly<Record<string, string>>;
  readonly expected: Readonly<Record<string, string>>;
  readonly verdict: Verdict;

  constructor(verdict: Verdict) {
    super(failureText(verdict));
    this.name = 'AssertionError';
    this.verdict = verdict;
    this.actual = byMember(verdict.failures, 'actual');
    this.expected = byMember(verdict.failures, 'expected');
  }
}

/** One side of what does not hold, by member, so that test runners show both side by side. */
export function byMember(
  failures: readonly Failure[],
  side: 'actual' | 'expected',
): Readonly<Record<string, string>> {
  return Object.fromEntries(failures.map((failure) => [failure.member, failure[side]]));
}
