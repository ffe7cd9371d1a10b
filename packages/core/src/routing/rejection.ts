import { wildcardCovers } from '../address/hostname.js';
import { coversPath, prefixKey, type PathRule } from './path-table.js';

/** A path on a host; the empty host is every host. */
export interface RouteRule extends PathRule {
  readonly host: string;
}

/** What a request asks: a host as {@link RouteRule} compares it, and a path without query. */
export interface RouteRequest {
  readonly host: string;
  readonly path: string;
}

/** Why a rule did not take a request. */
export type RouteRejection =
  | 'host-differs'
  | 'host-less-precise'
  | 'path-differs'
  | 'path-shorter'
  | 'prefix-beside-exact'
  | 'path-taken-earlier';

/** Whether the host of a rule covers the host of a request, whatever other rules there are. */
export function coversHost(ruleHost: string, host: string): boolean {
  return ruleHost === '' || ruleHost === host || wildcardCovers(ruleHost, host);
}

/**
 * Why a rule did not take a request, the rule that took it being `taken`.
 *
 * @param serverHost the most precise host that covers the request: rules of other hosts are not looked at
 */
export function routeRejection(
  rule: RouteRule,
  request: RouteRequest,
  serverHost: string | undefined,
  taken: PathRule | undefined,
): RouteRejection {
  if (!coversHost(rule.host, request.host)) return 'host-differs';
  if (rule.host !== serverHost) return 'host-less-precise';
  if (!coversPath(rule, request.path)) return 'path-differs';
  if (taken === undefined || prefixKey(taken.path) !== prefixKey(rule.path)) return 'path-shorter';
  if (taken.pathType !== rule.pathType) return 'prefix-beside-exact';
  return taken.path === rule.path ? 'path-taken-earlier' : 'path-shorter';
}
