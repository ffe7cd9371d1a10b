import type { Request, Scheme } from '../../request/request.js';

/** Where requests are sent. @public */
export interface RequestDestination {
  /** By these names. */
  readonly names: readonly string[];
  /** At these addresses, and at others that are like them. */
  readonly addresses: readonly string[];
  /** `other`: any port that is not told of otherwise. */
  readonly port: number | 'other';
}

/** Something beside host and path that requests of a range have in common. @public */
export interface RequestCondition {
  /** `answer`: what a component asks of them; `early-end`: where it ends them before it asks for host and path. */
  readonly kind: 'answer' | 'early-end';
  /** What is asked, or who ends them. */
  readonly of: string;
  /** The answers, or the ends: one of them. */
  readonly is: readonly string[];
}

/**
 * Requests that have everything in common by which something tells them apart. One of each list: a range is every
 * combination.
 *
 * @public
 */
export interface RequestRange {
  readonly schemes: readonly Scheme[];
  readonly destinations: readonly RequestDestination[];
  /** The Host of the request, as rules compare it: a name, a pattern, or `any other`. Empty: whatever it is. */
  readonly hosts: readonly string[];
  /** The path, as rules compare it: `/cart` itself, `/cart/…` below it, or `any other`. Empty: whatever it is. */
  readonly paths: readonly string[];
  /** What else is asked of a request: all of it. Empty: nothing. */
  readonly conditions: readonly RequestCondition[];
  /** One of the requests. */
  readonly example: Request;
}
