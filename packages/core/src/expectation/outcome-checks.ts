import { outcomeText } from '../explain/outcome-text.js';
import type { Outcome } from '../trace/outcome.js';
import type { Check } from './check.js';
import type { WayExpectation } from './expectation.js';
import { ExpectationError } from './expectation.js';

/** What an expectation says of what the client sees in the end. */
export function outcomeChecks(expectation: WayExpectation): readonly Check[] {
  const { outcome, cause, status, redirectsTo, rcode } = expectation;
  const checks: Check[] = [];
  if (outcome !== undefined) {
    checks.push({
      member: 'outcome',
      expected: outcome,
      instead: (trace) => (trace.outcome.kind === outcome ? undefined : endText(trace.outcome)),
    });
  }
  if (cause !== undefined) {
    checks.push({
      member: 'cause',
      expected: cause,
      instead: (trace) =>
        trace.outcome.cause.code === cause
          ? undefined
          : `${trace.outcome.cause.code}: ${outcomeText(trace.outcome)}`,
    });
  }
  if (status !== undefined) checks.push(statusCheck(status));
  if (redirectsTo !== undefined) checks.push(redirectCheck(redirectsTo));
  if (rcode !== undefined) {
    checks.push({
      member: 'rcode',
      expected: rcode,
      instead: ({ outcome: end }) =>
        end.kind === 'dns-error' && end.rcode === rcode ? undefined : endText(end),
    });
  }
  return checks;
}

function endText(outcome: Outcome): string {
  return `${outcome.kind}: ${outcomeText(outcome)}`;
}

function statusCheck(status: number | string): Check {
  const text = String(status);
  if (!/^[1-5](\d\d|xx)$/.test(text)) {
    throw new ExpectationError('status', `${text} is no status: write a number such as 200, or 2xx`);
  }
  return {
    member: 'status',
    expected: text,
    instead: ({ outcome }) => {
      if (outcome.kind !== 'response') return endText(outcome);
      const actual = String(outcome.status);
      const isSame = text.endsWith('xx') ? actual.startsWith(text.slice(0, 1)) : actual === text;
      return isSame ? undefined : outcomeText(outcome);
    },
  };
}

function redirectCheck(location: string): Check {
  return {
    member: 'redirectsTo',
    expected: location,
    instead: ({ outcome }) => {
      if (outcome.kind !== 'response') return endText(outcome);
      const actual = outcome.headers.find(({ name }) => name === 'location')?.value;
      const isRedirect = outcome.status >= 300 && outcome.status < 400;
      if (!isRedirect || actual === undefined) return `no redirect: ${outcomeText(outcome)}`;
      return actual === location ? undefined : actual;
    },
  };
}
