import { isOk } from '../load/fate.js';
import type { LoadReport } from '../load/report.js';
import type { Answer } from '../request/exchange.js';
import {
  isWithin,
  type AnswerExpectation,
  type Bound,
  type Check,
  type LoadExpectation,
} from './expectation.js';

/** Holds a load to what must have come of it. */
export function checksOfLoad(report: LoadReport, expectation: LoadExpectation): readonly Check[] {
  const { causes = {}, ...others } = expectation;
  return [
    ...members.flatMap((member) => {
      const bound = others[member];
      return bound === undefined ? [] : [checkOf(report, member, bound)];
    }),
    ...Object.entries(causes).map(([cause, bound]) =>
      compared(`causes.${cause}`, 'count', bound, countOf(report, cause)),
    ),
  ];
}

/** Holds a request to what must have come of it; without an answer nothing has. */
export function checksOfAnswer(answer: Answer | undefined, expectation: AnswerExpectation): readonly Check[] {
  const outcome = answer?.trace.outcome;
  const { took, ...others } = expectation;
  const actual: Readonly<Record<keyof typeof others, string | undefined>> = {
    outcome: outcome?.kind,
    status: outcome?.kind === 'response' ? String(outcome.status) : undefined,
    cause: outcome?.cause.code,
  };
  const texts = (['outcome', 'status', 'cause'] as const).flatMap((member): readonly Check[] => {
    const expected = others[member];
    const came = actual[member];
    if (expected === undefined) return [];
    return [
      {
        member,
        unit: 'text',
        expected: String(expected),
        ...(came === undefined ? {} : { actual: came }),
        holds: came === String(expected),
      },
    ];
  });
  const time = answer === undefined ? undefined : answer.answeredAt - answer.sentAt;
  return took === undefined ? texts : [...texts, compared('took', 'time', took, time)];
}

type Member = keyof Omit<LoadExpectation, 'causes'>;

/** In the order in which they are told. */
const members: readonly Member[] = [
  'availability',
  'requests',
  'errors',
  'lastError',
  'p50',
  'p95',
  'p99',
  'max',
  'imbalance',
];

function checkOf(report: LoadReport, member: Member, bound: Bound): Check {
  const { requests, ok, availability, latency, imbalance, errors } = report;
  switch (member) {
    case 'availability':
      return compared(member, 'share', bound, requests === 0 ? undefined : availability);
    case 'requests':
      return compared(member, 'count', bound, requests);
    case 'errors':
      return compared(
        member,
        'count',
        bound,
        errors.reduce((sum, { count }) => sum + count, 0),
      );
    case 'lastError': {
      const last = lastErrorOf(report);
      return last === undefined
        ? { member, unit: 'time', expected: bound, holds: true }
        : compared(member, 'time', bound, last);
    }
    case 'p50':
    case 'p95':
    case 'p99':
    case 'max':
      return compared(member, 'time', bound, ok === 0 ? undefined : latency[member]);
    case 'imbalance':
      return compared(member, 'ratio', bound, imbalance);
    default:
      return member satisfies never;
  }
}

function compared(member: string, unit: Check['unit'], expected: Bound, actual: number | undefined): Check {
  if (actual === undefined) return { member, unit, expected, holds: false };
  return { member, unit, expected, actual, holds: isWithin(actual, expected) };
}

function countOf({ errors }: LoadReport, wanted: string): number {
  return errors.reduce((sum, { cause, count }) => (cause === wanted ? sum + count : sum), 0);
}

/** When the last request was sent that failed. */
function lastErrorOf({ fates }: LoadReport): number | undefined {
  const failed = fates.filter(({ trace }) => !isOk(trace.outcome)).map(({ last }) => last);
  return failed.length === 0 ? undefined : Math.max(...failed);
}
