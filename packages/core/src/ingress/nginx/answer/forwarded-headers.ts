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
  const sent = (name: string): string => headerOf(http.headers, name) ?? '';
  const upgrade = sent('upgrade');
  const set: readonly Header[] = [
    { name: 'upgrade', value: upgrade },
    { name: 'connection', value: upgrade === '' ? '' : 'upgrade' },
    { name: 'x-real-ip', value: client },
    { name: 'x-forwarded-for', value: client },
    { name: 'x-forwarded-host', value: bestHost },
    { name: 'x-forwarded-port', value: passPort },
    { name: 'x-forwarded-proto', value: passScheme },
    { name: 'x-forwarded-scheme', value: passScheme },
    { name: 'x-scheme', value: passScheme },
    { name: 'x-original-forwarded-for', value: sent('x-forwarded-for') },
    { name: 'x-original-forwarded-host', value: sent('x-forwarded-host') },
    ...added,
  ];
  const overwritten = new Set(added.map(({ name }) => name));
  const kept = http.headers.filter(
    ({ name }) => !replaced.has(name) && !overwritten.has(name) && !name.includes('_'),
  );
  return [...kept, ...set.filter(({ value }) => value !== '')];
}
