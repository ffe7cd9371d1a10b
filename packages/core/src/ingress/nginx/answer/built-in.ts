import { respond, type NginxAnswer } from './answer.js';
import type { AskedServer } from './asked.js';
import { isLoopback } from '../../../address/classify.js';
import { withSlash } from '../location/location.js';
import type { LocationMatch } from '../location/location-table.js';
import { catchAll } from '../configuration/servers.js';

const paths = ['/healthz', '/nginx_status'] as const;

/**
 * The catch-all answers for itself at two paths, compared as texts, unless a longer path or a regular expression takes
 * the request.
 *
 * @see kubernetes/ingress-nginx rootfs/etc/nginx/template/nginx.tmpl
 */
export function builtInAnswer(
  { request, server }: AskedServer,
  matched: LocationMatch | undefined,
): NginxAnswer | undefined {
  if (server.host !== catchAll || server.table.patterns.length > 0) return undefined;
  const own = paths.find((path) => request.target.path.startsWith(path));
  if (own === undefined) return undefined;
  const isExact = matched?.location.pathType === 'Exact' || matched?.path === request.target.path;
  if (matched !== undefined && (isExact || withSlash(matched.path).length > own.length)) return undefined;
  const isAllowed = own === '/healthz' || isLoopback(request.client);
  return respond({ id: 'proxy-own-path' }, isAllowed ? 200 : 403, {
    code: isAllowed ? 'health-check-answered' : 'client-not-allowed',
    message: isAllowed
      ? `The catch-all of ingress-nginx answers ${own} itself.`
      : `The catch-all of ingress-nginx shows ${own} to its own machine only.`,
  });
}
