import type { Header } from '../../../request/request.js';
import type { AskedLocation } from './asked.js';
import { variableOf } from './variables.js';

/** A header that the controller sets towards a backend. */
export interface ForwardedHeader {
  readonly name: string;
  /** The variable that holds its value, named without its dollar sign; an empty value leaves the header out. */
  readonly variable: string;
}

/**
 * What a backend is told about the connection, besides Host; what the client sent under these names is replaced.
 *
 * @see kubernetes/ingress-nginx rootfs/etc/nginx/template/nginx.tmpl, proxy_set_header
 */
export const forwardedHeaders: readonly ForwardedHeader[] = [
  { name: 'Upgrade', variable: 'http_upgrade' },
  { name: 'Connection', variable: 'connection_upgrade' },
  { name: 'X-Request-ID', variable: 'req_id' },
  { name: 'X-Real-IP', variable: 'remote_addr' },
  { name: 'X-Forwarded-For', variable: 'remote_addr' },
  { name: 'X-Forwarded-Host', variable: 'best_http_host' },
  { name: 'X-Forwarded-Port', variable: 'pass_port' },
  { name: 'X-Forwarded-Proto', variable: 'pass_access_scheme' },
  { name: 'X-Forwarded-Scheme', variable: 'pass_access_scheme' },
  { name: 'X-Scheme', variable: 'pass_access_scheme' },
  { name: 'X-Original-Forwarded-For', variable: 'http_x_forwarded_for' },
  { name: 'X-Original-Forwarded-Host', variable: 'http_x_forwarded_host' },
];

const rules = forwardedHeaders.map(({ name, variable }) => ({ name: name.toLowerCase(), variable }));

/** Headers that never reach the backend as they were sent. */
const replaced: ReadonlySet<string> = new Set([
  ...rules.map(({ name }) => name),
  'host',
  'keep-alive',
  'proxy',
]);

/**
 * The headers that a backend gets: those of the client, without names that have an underscore, and what the controller
 * says about the connection. The random X-Request-ID that nginx makes for a request without one is left out.
 *
 * @param added further headers of the location
 */
export function headersToBackend(asked: AskedLocation, added: readonly Header[]): readonly Header[] {
  const headers = asked.request.http.headers.filter(
    ({ name }) => !replaced.has(name) && !name.includes('_') && !added.some((other) => other.name === name),
  );
  for (const { name, variable } of rules) {
    const value = variableOf(variable, asked);
    if (value !== undefined && value !== '') headers.push({ name, value });
  }
  return added.length === 0 ? headers : [...headers, ...added.filter(({ value }) => value !== '')];
}
