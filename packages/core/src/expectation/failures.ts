import type { Cluster } from '../cluster/cluster.js';
import { outcomeText } from '../explain/outcome-text.js';
import type { AllTraces, Branch } from '../pipeline/trace-all.js';
import type { Check } from './check.js';
import type { FailingWay } from './failing-way.js';
import { failureOf } from './failing-way.js';
import { nearMiss } from './near-miss.js';
import type { Failure } from './verdict.js';

/** The checks that do not hold on every way. */
export function everyFailures(
  cluster: Cluster,
  checks: readonly Check[],
  { branches }: AllTraces,
): readonly Failure[] {
  return checks.flatMap((check) => {
    const ways = branches.filter(isKnown).flatMap((branch) => failingWay(check, branch));
    return failureOf({ ...factsOf(check), of: 'expect' }, ways, nearOf(cluster, check));
  });
}

/** What does not hold on the way that comes nearest, where no way has all that some should have. */
export function mayFailures(
  cluster: Cluster,
  checks: readonly Check[],
  { branches }: Pick<AllTraces, 'branches'>,
): readonly Failure[] {
  const known = branches.filter(isKnown);
  const failing = known.map((branch) =>
    checks.flatMap((check) => failingWay(check, branch).map((way) => ({ check, way }))),
  );
  const [nearest] = [...failing].sort((one, other) => one.length - other.length);
  if (nearest === undefined) return unknownFailures({ branches }, 'may');
  return nearest.flatMap(({ check, way }) =>
    failureOf({ ...factsOf(check), of: 'may' }, [{ ...way, probability: 1 }], nearOf(cluster, check)),
  );
}

/** Of ways that end `unknown` nobody can say that they are as expected. */
export function unknownFailures(all: Pick<AllTraces, 'branches'>, of: Failure['of']): readonly Failure[] {
  const unknown = unknownBranches(all).map(({ trace, probability }): FailingWay => ({
    trace,
    probability,
    instead: `${outcomeText(trace.outcome)}: ${trace.outcome.cause.message}`,
  }));
  return failureOf({ member: 'outcome', of, expected: 'an outcome that is known' }, unknown, () => undefined);
}

/** The ways of which nobody knows how they end. */
export function unknownBranches({ branches }: Pick<AllTraces, 'branches'>): readonly Branch[] {
  return branches.filter((branch) => !isKnown(branch));
}

function isKnown({ trace }: Branch): boolean {
  return trace.outcome.kind !== 'unknown';
}

function failingWay(check: Check, { trace, probability }: Branch): readonly FailingWay[] {
  const instead = check.instead(trace);
  return instead === undefined ? [] : [{ probability, instead, trace }];
}

function factsOf({ member, expected }: Check): Pick<Failure, 'member' | 'expected'> {
  return { member, expected };
}

function nearOf(cluster: Cluster, check: Check): (way: FailingWay) => string | undefined {
  return ({ trace }) => (trace === undefined ? undefined : nearMiss(cluster, check, trace));
}
