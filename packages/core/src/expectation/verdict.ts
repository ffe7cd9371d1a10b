import type { NameResolution } from '../dns/resolve-name.js';
import type { AllTraces } from '../pipeline/trace-all.js';
import type { Assumption } from '../problem/assumption.js';
import type { Problem } from '../problem/problem.js';
import type { Request } from '../request/request.js';
import type { Trace } from '../trace/trace.js';
import type { NameRequest } from './asked.js';
import type { ExpectationMember } from './expectation.js';

/** A member of an expectation that does not hold. @public */
export interface Failure {
  readonly member: ExpectationMember;
  /** Whether it had to hold on every way or on some. */
  readonly of: 'expect' | 'may';
  readonly expected: string;
  /** What came instead, on the most ways that fail. */
  readonly actual: string;
  /** The share of requests on the ways that fail. */
  readonly branches: number;
  /** A way that fails; absent where nothing was sent, because a name is not asked of any server in the cluster. */
  readonly trace?: Trace;
  /** What comes nearest: a name with other letters, a rule that leads there and did not take the request. */
  readonly near?: string;
}

/** Whether a request does what is expected of it. @public */
export interface Verdict {
  readonly holds: boolean;
  readonly request: Request | NameRequest;
  readonly failures: readonly Failure[];
  /** Every way of the request; of a question to DNS the ways to the name server, where it is asked over the network. */
  readonly all?: AllTraces;
  /** What a question to DNS found out. */
  readonly resolution?: NameResolution;
  /** The share of requests of which nobody knows how they end. */
  readonly unknown: number;
  /** What was taken for granted on some way. */
  readonly assumptions: readonly Assumption[];
  /** The problems of the cluster with objects on some way. */
  readonly problems: readonly Problem[];
  /** What is doubtful about the expectation itself: it names an object that does not exist. */
  readonly notes: readonly string[];
}
