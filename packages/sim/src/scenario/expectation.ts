import type { CauseCode, Outcome } from '@kubehop/core';

/** What a number must be against another one. @public */
export interface Bound {
  readonly comparison: '<' | '<=' | '=' | '>=' | '>';
  readonly value: number;
}

/** What must have come of a load. @public */
export interface LoadExpectation {
  /** The share of requests that got an answer which is no error of the server, between 0 and 1. */
  readonly availability?: Bound;
  /** How many requests there were. */
  readonly requests?: Bound;
  /** How many of them failed. */
  readonly errors?: Bound;
  /** How many of them failed for a reason. */
  readonly causes?: Readonly<Partial<Record<CauseCode, Bound>>>;
  /** When the last request was sent that failed, in milliseconds since the simulation began; without one this holds. */
  readonly lastError?: Bound;
  /** Milliseconds until the answers of the requests that succeeded. */
  readonly p50?: Bound;
  readonly p95?: Bound;
  readonly p99?: Bound;
  readonly max?: Bound;
  /** The busiest pod's requests against the mean. */
  readonly imbalance?: Bound;
}

/** What must have come of one request. @public */
export interface AnswerExpectation {
  readonly outcome?: Outcome['kind'];
  readonly status?: number;
  readonly cause?: CauseCode;
  /** Milliseconds from its sending until its answer. */
  readonly took?: Bound;
}

/** Something that must have come of a load or a request, and what did. @public */
export interface Check {
  /** `availability`, or `causes.no-endpoint`. */
  readonly member: string;
  readonly unit: 'share' | 'count' | 'time' | 'ratio' | 'text';
  readonly expected: Bound | string;
  /** Absent where there is nothing to compare. */
  readonly actual?: number | string;
  readonly holds: boolean;
}

/** Numbers that come out of divisions are compared but for what binary fractions cannot tell. */
const tiny = 1e-12;

/** Whether a number is as a bound wants it. */
export function isWithin(actual: number, { comparison, value }: Bound): boolean {
  const difference = Math.abs(actual - value) <= tiny * Math.max(1, Math.abs(value)) ? 0 : actual - value;
  switch (comparison) {
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '=':
      return difference === 0;
    case '>=':
      return difference >= 0;
    case '>':
      return difference > 0;
    default:
      return comparison satisfies never;
  }
}
