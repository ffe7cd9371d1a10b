import type { Cluster } from '../cluster/cluster.js';
import { distinct } from '../pipeline/distinct.js';
import type { Trace } from '../trace/trace.js';
import type { NameRequest } from './asked.js';
import { addressesText, requireMembers } from './checks.js';
import type { Expectation, ExpectationMember, Expectations } from './expectation.js';
import { ExpectationError } from './expectation.js';
import { failureOf, shareOf } from './failing-way.js';
import type { NameAnswer } from './name-answer.js';
import { answersTo, nameTrace } from './name-answer.js';
import { touched } from './touched.js';
import type { Failure, Verdict } from './verdict.js';

/**
 * Holds a question to DNS against what is expected of it, its addresses or its error: of every server to which the
 * resolver of the client may come.
 */
export function checkName(
  cluster: Cluster,
  request: NameRequest,
  { expect = {}, may }: Expectations,
): Verdict {
  if (may !== undefined) {
    throw new ExpectationError(undefined, 'a name has one answer: write expect in place of may');
  }
  const checks = nameChecks(expect);
  const { resolution, answers, all } = answersTo(cluster, request);
  const explained = nameTrace(cluster, request);
  const failures = checks.flatMap((check) => nameFailure(check, answers, explained));
  const way = all === undefined ? { assumptions: [], problems: [] } : touched(cluster, all);
  return {
    holds: failures.length === 0,
    request,
    failures,
    ...(all !== undefined && { all }),
    resolution,
    unknown: shareOf(answers.filter((answer) => answer.unknown !== undefined)),
    assumptions: distinct([...resolution.assumptions, ...way.assumptions]),
    problems: way.problems,
    notes: [],
  };
}

interface NameCheck {
  readonly member: ExpectationMember;
  readonly expected: string;
  readonly instead: (answer: NameAnswer) => string | undefined;
}

function nameChecks({ rcode, addresses, ...others }: Expectation): readonly NameCheck[] {
  const [other] = Object.keys(others);
  if (other !== undefined) {
    throw new ExpectationError(undefined, `a question to DNS has no ${other}: expect addresses or rcode`);
  }
  const checks: NameCheck[] = [];
  if (rcode !== undefined) {
    checks.push({
      member: 'rcode',
      expected: rcode,
      instead: (answer) => (answer.rcode === rcode ? undefined : answerText(answer)),
    });
  }
  if (addresses !== undefined) {
    const expected = addressesText(addresses);
    checks.push({
      member: 'addresses',
      expected,
      instead: (answer) => (addressesText(answer.records) === expected ? undefined : answerText(answer)),
    });
  }
  requireMembers(checks.length);
  return checks;
}

function answerText({ rcode, records }: NameAnswer): string {
  return records.length === 0 ? rcode : addressesText(records);
}

/** The answers that are not as expected; what is not told by their own way is by `explained`. */
function nameFailure(
  { member, expected, instead }: NameCheck,
  answers: readonly NameAnswer[],
  explained: Trace | undefined,
): readonly Failure[] {
  const ways = answers.flatMap((answer) => {
    const actual = answer.unknown ?? instead(answer);
    const trace = answer.trace ?? explained;
    if (actual === undefined) return [];
    return [{ instead: actual, probability: answer.probability, ...(trace !== undefined && { trace }) }];
  });
  return failureOf({ member, of: 'expect', expected }, ways, ({ trace }) => fixIn(trace));
}

function fixIn(trace: Trace | undefined): string | undefined {
  const cause = trace?.outcome.cause;
  return cause?.fix === undefined ? cause?.message : `${cause.message} ${cause.fix}`;
}
