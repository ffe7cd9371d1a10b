import type { Cluster } from '../cluster/cluster.js';
import type { Asked } from '../expectation/asked.js';
import { readAsked } from '../expectation/asked.js';
import { checkExpectation } from '../expectation/check-expectation.js';
import type { Expectation, Expectations } from '../expectation/expectation.js';
import { isCluster } from '../expectation/given.js';
import { failureText } from '../expectation/failure-text.js';
import type { Verdict } from '../expectation/verdict.js';
import { explain } from '../explain/explain.js';
import type { Origin } from '../request/origin.js';
import { byMember } from './assertion-error.js';
import { requireNamed } from './require-named.js';

/** What a test says of a request: where it comes from, and what must come of it. @public */
export interface RouteExpectation extends Expectation {
  /** In place of where the request says that it comes from. */
  readonly from?: Origin;
  /** What must hold on at least one way; the other members must hold on every way. */
  readonly may?: Expectations['may'];
}

/** What a matcher needs of the test runner. @public */
export interface MatcherContext {
  readonly isNot?: boolean;
}

/** What a matcher tells the test runner. @public */
export interface MatcherResult {
  readonly pass: boolean;
  /** What does not hold, or what does under `not`. */
  readonly message: () => string;
  readonly actual?: unknown;
  readonly expected?: unknown;
}

/**
 * The matchers as a test sees them, to be declared to the test runner once.
 *
 * @public
 * @example
 * import 'vitest';
 * import type { KubehopMatchers } from '@kubehop/core/matchers';
 * declare module 'vitest' {
 *   interface Matchers<T = any> extends KubehopMatchers<T> {}
 * }
 */
export interface KubehopMatchers<R = unknown> {
  /** Everything expected of a request holds; with `not`, something of it does not, be it on one way. */
  toRoute(asked: Asked, expectation: RouteExpectation): R;
  /** Every way of a request comes to an object, or to one of several; with `not`, no way does. */
  toReach(asked: Asked, reference: string | readonly string[]): R;
}

/**
 * Matchers for `expect.extend` of vitest and jest. A request of which a part ends unknown fails with and without `not`, and
 * so does an expectation that names an object that does not exist.
 *
 * @public
 * @example
 * expect.extend(matchers);
 * expect(cluster).toRoute('https://shop.example.com/cart', { status: 200, reaches: 'service/shop/cart' });
 * expect(cluster).not.toReach('https://shop.example.com/cart', 'service/shop/web');
 */
export const matchers: {
  /** Everything expected of a request holds; with `not`, something of it does not, be it on one way. */
  readonly toRoute: (
    this: MatcherContext,
    received: unknown,
    asked: Asked,
    expectation: RouteExpectation,
  ) => MatcherResult;
  /** Every way of a request comes to an object, or to one of several; with `not`, no way does. */
  readonly toReach: (
    this: MatcherContext,
    received: unknown,
    asked: Asked,
    reference: string | readonly string[],
  ) => MatcherResult;
} = {
  toRoute(received, asked, { from, may, ...expect } = {}) {
    const verdict = checkExpectation(clusterIn(received), sentFrom(asked, from), {
      ...(may !== undefined && Object.keys(expect).length === 0 ? {} : { expect }),
      ...(may !== undefined && { may }),
    });
    return this.isNot === true ? deniedResult(verdict) : resultOf(verdict);
  },
  toReach(received, asked, reference) {
    const isNot = this.isNot === true;
    const expect = isNot ? { neverReaches: reference } : { reaches: reference };
    const result = resultOf(checkExpectation(clusterIn(received), asked, { expect }));
    return isNot ? { ...result, pass: !result.pass } : result;
  },
};

function clusterIn(received: unknown): Cluster {
  if (!isCluster(received)) throw new TypeError('these matchers are for clusters: write expect(cluster)');
  return received;
}

function sentFrom(asked: Asked, from: Origin | undefined): Asked {
  if (from === undefined) return asked;
  return { ...(typeof asked === 'string' ? readAsked(asked) : asked), from };
}

function resultOf(verdict: Verdict): MatcherResult {
  const { holds, failures } = verdict;
  if (holds) requireNamed(verdict);
  return {
    pass: holds,
    message: () => failureText(verdict),
    actual: byMember(failures, 'actual'),
    expected: byMember(failures, 'expected'),
  };
}

/** Of a request that ends unknown nobody can say that it does not do what is expected, either. */
function deniedResult(verdict: Verdict): MatcherResult {
  const pass = verdict.holds || verdict.unknown > 0;
  if (!pass) requireNamed(verdict);
  return { pass, message: () => heldText(verdict) };
}

/** What holds and should not, with a way that shows it; or why nobody knows. */
function heldText(verdict: Verdict): string {
  const example = verdict.all?.outcomes[0]?.example;
  if (!verdict.holds || example === undefined) return failureText(verdict);
  return `everything holds that should not:\n\n${explain(example, { depth: 'summary' })}`;
}
