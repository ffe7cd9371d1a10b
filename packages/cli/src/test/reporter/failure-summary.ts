import type { Verdict } from '@kubehop/core/matchers';

/** Why something does not hold, in a line for each member. */
export function failureSummary({ failures }: Pick<Verdict, 'failures'>): string {
  return failures
    .map(
      ({ member, expected, actual, near }) =>
        `${member}: expected ${expected}, got ${actual}${near === undefined ? '' : `; ${near}`}`,
    )
    .join('\n');
}
