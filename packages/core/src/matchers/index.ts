export { readAsked } from '../expectation/asked.js';
export type { Asked, NameRequest } from '../expectation/asked.js';
export { checkExpectation } from '../expectation/check-expectation.js';
export { ExpectationError } from '../expectation/expectation.js';
export type {
  Expectation,
  ExpectationMember,
  Expectations,
  ExpectedOutcome,
  ExpectedRcode,
  Share,
  StatusClass,
  WayExpectation,
} from '../expectation/expectation.js';
export { failureText } from '../expectation/failure-text.js';
export type { Failure, Verdict } from '../expectation/verdict.js';
export { AssertionError } from './assertion-error.js';
export {
  assertCertificate,
  assertExpectation,
  assertNeverReaches,
  assertOutcome,
  assertReaches,
  assertRedirects,
  assertSourceAtPod,
  assertStatus,
} from './assertions.js';
export { matchers } from './matchers.js';
export type { KubehopMatchers, MatcherContext, MatcherResult, RouteExpectation } from './matchers.js';
