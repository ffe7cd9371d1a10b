import type { Header } from '../../../request/request.js';
import { headerOf, type NginxRequest } from '../request/nginx-request.js';

/** Headers that never reach the backend as they were sent. */
const replaced: ReadonlySet<string> = new Set([
  'connection',
  'host',
  'keep-alive',
  'proxy',
  'upgrade',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-forwarded-scheme',
  'x-original-forwarded-for',
  'x-original-forwarded-host',
  'x-real-ip',
  'x-scheme',
]);

/**
 * The headers that a backend gets: those of the client, without names that have an underscore, and what the controller
 * says about the connection. The random X-Request-ID that nginx makes for a request without one is left out.
 *
 * @param added further headers of the location
 * @see kubernetes/ingress-nginx rootfs/etc/nginx/template/nginx.tmpl, proxy_set_header
 */
export function forwardedHeaders(request: NginxRequest, added: readonly Header[]): readonly Header[] {
  const { http, client, bestHost, passPort, passScheme } = request;
  const headers = http.headers.filter(
    ({ name }) => !replaced.has(name) && !name.includes('_') && !added.some((other) => other.name === name),
  );
  const set = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') headers.push({ name, value });
  };
  const upgrade = headerOf(http.headers, 'upgrade');
  set('upgrade', upgrade);
  set('connection', upgrade === undefined ? undefined : 'upgrade');
  set('x-real-ip', client);
  set('x-forwarded-for', client);
  set('x-forwarded-host', bestHost);
  set('x-forwarded-port', passPort);
  set('x-forwarded-proto', passScheme);
  set('x-forwarded-scheme', passScheme);
  set('x-scheme', passScheme);
  set('x-original-forwarded-for', headerOf(http.headers, 'x-forwarded-for'));
  set('x-original-forwarded-host', headerOf(http.headers, 'x-forwarded-host'));
  for (const { name, value } of added) set(name, value);
  return headers;
}
