import type { Cluster } from '../cluster/cluster.js';
import { toRequest } from '../pipeline/trace-request.js';
import type { AllTraces } from '../pipeline/trace-all.js';
import { traceAll } from '../pipeline/trace-all.js';
import type { RequestInput } from '../request/read-request.js';
import type { Request } from '../request/request.js';
import type { Asked } from './asked.js';
import { readAsked } from './asked.js';
import type { Check } from './check.js';
import { checksOf, requireMembers } from './checks.js';
import { checkName } from './check-name.js';
import type { Expectations, WayExpectation } from './expectation.js';
import { shareOf } from './failing-way.js';
import { everyFailures, mayFailures, unknownBranches, unknownFailures } from './failures.js';
import { requireGiven } from './given.js';
import { requireKnownMembers } from './members.js';
import { missingText } from './missing.js';
import { touched } from './touched.js';
import type { Verdict } from './verdict.js';
import { weightsOf } from './weights.js';
import type { Weight } from './weights.js';

/**
 * Holds a request against what is expected of it: `expect` on every way that it may take, `may` on at least one.
 *
 * @throws {RequestError} when the URL cannot be read
 * @throws {ExpectationError} when the expectation cannot be read, or expects nothing
 * @public
 * @example
 * const verdict = checkExpectation(cluster, 'GET https://shop.example.com/cart', {
 *   expect: { status: 200, reaches: 'service/shop/cart' },
 * });
 * verdict.holds; // true
 */
export function checkExpectation(cluster: Cluster, asked: Asked, expectations: Expectations): Verdict {
  requireGiven(cluster, asked, expectations);
  requireKnownMembers(expectations);
  const request = typeof asked === 'string' ? readAsked(asked) : asked;
  return 'dns' in request
    ? checkName(cluster, request, expectations)
    : checkRequest(cluster, toRequest(cluster, request), expectations);
}

/** What is expected, ready to be held against the ways of a request. */
interface Prepared {
  readonly every: readonly Check[];
  readonly weights: readonly Weight[];
  readonly some: readonly (readonly Check[])[];
}

function prepare(cluster: Cluster, { expect, may = [] }: Expectations): Prepared {
  const every = checksOf(cluster, expect ?? {});
  const weights = weightsOf(cluster, expect ?? {});
  const some = listOf(may).map((each) => checksOf(cluster, each));
  const isOnlyMay = expect === undefined && some.length > 0;
  if (!isOnlyMay) requireMembers(every.length + weights.length);
  for (const checks of some) requireMembers(checks.length);
  return { every, weights, some };
}

function listOf(may: WayExpectation | readonly WayExpectation[]): readonly WayExpectation[] {
  return isList(may) ? may : [may];
}

function isList(may: WayExpectation | readonly WayExpectation[]): may is readonly WayExpectation[] {
  return Array.isArray(may);
}

function checkRequest(cluster: Cluster, request: Request, expectations: Expectations): Verdict {
  const { every, weights, some } = prepare(cluster, expectations);
  const all = traceApart(cluster, request, [...every, ...weights, ...some.flat()]);
  const failures = [
    ...(every.length + weights.length === 0 ? [] : unknownFailures(all, 'expect')),
    ...everyFailures(cluster, every, all),
    ...weights.flatMap((weight) => weight.failure(all)),
    ...some.flatMap((checks) => mayFailures(cluster, checks, all)),
  ];
  const references = [...every, ...weights, ...some.flat()].flatMap(({ references: named = [] }) => named);
  return {
    holds: failures.length === 0,
    request,
    failures,
    all,
    unknown: shareOf(unknownBranches(all)),
    ...touched(cluster, all),
    notes: [...new Set(references.flatMap((reference) => missingText(cluster, reference) ?? []))],
  };
}

/** Ways that a check tells apart are not merged. */
function traceApart(
  cluster: Cluster,
  request: RequestInput | Request,
  checks: readonly Pick<Check, 'told'>[],
): AllTraces {
  const told = checks.flatMap((check) => check.told ?? []);
  if (told.length === 0) return traceAll(cluster, request);
  return traceAll(cluster, request, {
    tellApart: (hops, packet) => told.map((tell) => tell(hops, packet)).join(' '),
  });
}
