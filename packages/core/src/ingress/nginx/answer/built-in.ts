import { respond, type NginxAnswer } from './answer.js';
import type { AskedServer } from './asked.js';
import type { NginxRequest } from '../request/nginx-request.js';
import { isLoopback } from '../../../address/classify.js';
import { withSlash } from '../location/location.js';
import type { LocationMatch } from '../location/location-table.js';
import { catchAll } from '../configuration/servers.js';

/** The paths that the catch-all answers itself. */
export const builtInPaths = ['/healthz', '/nginx_status'] as const;

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
  const isPattern = server.table.patterns.some(({ location }) => location === matched?.location);
  if (server.host !== catchAll || isPattern) return undefined;
  const own = builtInPaths.find((path) => request.target.path.startsWith(path));
  if (own === undefined) return undefined;
  const isExact = matched?.location.pathType === 'Exact' || matched?.path === request.target.path;
  if (matched !== undefined && (isExact || withSlash(matched.path).length > own.length)) return undefined;
  if (own === '/nginx_status') return statusAnswer(request);
  return respond({ id: 'proxy-own-path' }, 200, {
    code: 'health-check-answered',
    message: 'The catch-all of ingress-nginx answers /healthz itself.',
  });
}

/** @see nginx/nginx src/http/modules/ngx_http_stub_status_module.c */
function statusAnswer({ client, http }: NginxRequest): NginxAnswer {
  if (!isLoopback(client)) {
    return respond({ id: 'proxy-own-path' }, 403, {
      code: 'client-not-allowed',
      message: 'The catch-all of ingress-nginx shows /nginx_status to its own machine only.',
    });
  }
  const isRead = http.method === 'GET' || http.method === 'HEAD';
  return respond(
    { id: 'proxy-own-path' },
    isRead ? 200 : 405,
    isRead
      ? {
          code: 'health-check-answered',
          message: 'The catch-all of ingress-nginx answers /nginx_status itself.',
        }
      : {
          code: 'method-not-allowed',
          message: `The catch-all of ingress-nginx answers no ${http.method} at /nginx_status.`,
        },
  );
}
