import type { AnswerExpectation, Bound, LoadExpectation } from '@kubehop/sim';
import type { Mistakes } from './mistakes.js';
import { readPart, type Readers } from './read-part.js';
import { readBound } from './read-value.js';
import type { StatedAnswerExpectation, StatedLoadExpectation } from './scenario-file.js';

const same = <Value>(value: Value): Value => value;

const answer: Readers<StatedAnswerExpectation, AnswerExpectation> = {
  outcome: same,
  status: same,
  cause: same,
  took: readBound,
};

/** Reads what must have come of a load. */
export function readLoadExpectation(
  stated: StatedLoadExpectation,
  path: string,
  mistakes: Mistakes,
): LoadExpectation {
  const load: Readers<StatedLoadExpectation, LoadExpectation> = {
    availability: readBound,
    requests: readBound,
    errors: readBound,
    causes: (causes) =>
      Object.fromEntries(
        Object.entries(causes).map(([cause, bound]): [string, Bound] => [cause, readBound(bound)]),
      ),
    lastError: readBound,
    p50: readBound,
    p95: readBound,
    p99: readBound,
    max: readBound,
    imbalance: readBound,
  };
  return readPart<StatedLoadExpectation, LoadExpectation>(stated, load, path, mistakes);
}

/** Reads what must have come of a request. */
export function readAnswerExpectation(
  stated: StatedAnswerExpectation,
  path: string,
  mistakes: Mistakes,
): AnswerExpectation {
  return readPart<StatedAnswerExpectation, AnswerExpectation>(stated, answer, path, mistakes);
}
