import type { IngressResult } from '../../decision.js';
import type { Header } from '../../../request/request.js';
import type { Assumption } from '../../../problem/assumption.js';
import type { Cause } from '../../../trace/outcome.js';
import type { Rule, Skip } from '../../../trace/rule.js';

/** What is done with a request, by which rule, and what did not apply on the way. */
export interface NginxAnswer {
  readonly rule: Rule;
  readonly result: IngressResult;
  readonly skipped?: readonly Skip[];
  readonly assumptions?: readonly Assumption[];
}

/** A response that nginx makes itself. */
export function respond(
  rule: Rule,
  status: number,
  cause: Cause,
  headers: readonly Header[] = [],
): NginxAnswer {
  return { rule, result: { kind: 'response', status, headers, cause } };
}

/** A response that sends the client elsewhere. */
export function redirectTo(rule: Rule, status: number, url: string, cause: Cause): NginxAnswer {
  return respond(rule, status, cause, [{ name: 'location', value: url }]);
}
