import { isInAny } from '../address/cidr.js';
import { splitTarget } from '../address/request-target.js';
import type { ListenerCondition, QueryPattern } from '../cluster/listener-rule.js';
import { effectiveTarget } from '../request/effective-target.js';
import type { HttpView } from '../request/packet.js';
import type { SkipCode } from '../trace/skips.js';
import { matchesWildcards } from '../routing/wildcards.js';

/** A request as rules of a listener compare it. */
export interface RoutedRequest {
  /** In lower case, without port. */
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly http: HttpView;
  /** The address that opened the connection. */
  readonly source: string;
}

/** What rules look at in a request. */
export function routedRequest(http: HttpView, source: string): RoutedRequest {
  const { host, target } = effectiveTarget(http);
  const { path, query = '' } = splitTarget(target);
  return { host: (host ?? '').toLowerCase().replace(/:\d+$/, ''), path, query, http, source };
}

/**
 * Whether a condition holds: one of its values is enough. Paths and methods are compared as they are, everything else in
 * either case; `*` stands for any text and `?` for one character.
 *
 * @see awsdocs/elb-application-load-balancers-user-guide load-balancer-listeners.md, rule condition types
 */
export function holds(condition: ListenerCondition, request: RoutedRequest): boolean {
  switch (condition.field) {
    case 'host-header':
      return condition.values.some((value) => matchesWildcards(value.toLowerCase(), request.host));
    case 'path-pattern':
      return condition.values.some((value) => matchesWildcards(value, request.path));
    case 'http-request-method':
      return condition.values.includes(request.http.method);
    case 'source-ip':
      return isInAny(condition.values, request.source);
    case 'query-string':
      return condition.values.some((pattern) => hasPair(request.query, pattern));
    case 'http-header': {
      const name = condition.name.toLowerCase();
      return request.http.headers.some(
        (header) =>
          header.name.toLowerCase() === name &&
          condition.values.some((value) => matchesWildcards(value.toLowerCase(), header.value.toLowerCase())),
      );
    }
    default:
      return condition satisfies never;
  }
}

/** A condition in words: `host a.example.com`, `path /foo, /foo/*`. */
export function conditionText(condition: ListenerCondition): string {
  switch (condition.field) {
    case 'host-header':
      return `host ${condition.values.join(', ')}`;
    case 'path-pattern':
      return `path ${condition.values.join(', ')}`;
    case 'http-request-method':
      return `method ${condition.values.join(', ')}`;
    case 'source-ip':
      return `source ${condition.values.join(', ')}`;
    case 'query-string':
      return `query ${condition.values.map(({ key, value }) => (key === undefined ? value : `${key}=${value}`)).join(', ')}`;
    case 'http-header':
      return `header ${condition.name}: ${condition.values.join(', ')}`;
    default:
      return condition satisfies never;
  }
}

/** Why a condition does not hold. */
export function rejectionOf({ field }: ListenerCondition): SkipCode {
  switch (field) {
    case 'host-header':
      return 'host-differs';
    case 'path-pattern':
      return 'path-differs';
    case 'http-header':
    case 'http-request-method':
    case 'query-string':
    case 'source-ip':
      return 'condition-differs';
    default:
      return field satisfies never;
  }
}

function hasPair(query: string, { key, value }: QueryPattern): boolean {
  return query.split('&').some((pair) => {
    const at = pair.indexOf('=');
    const name = at < 0 ? pair : pair.slice(0, at);
    const text = at < 0 ? '' : pair.slice(at + 1);
    return (
      matchesWildcards((key ?? '*').toLowerCase(), name.toLowerCase()) &&
      matchesWildcards(value.toLowerCase(), text.toLowerCase())
    );
  });
}
