import type { Header } from '../../../request/request.js';
import type { AskedLocation } from './asked.js';
import type { ForwardedHeader } from '../configuration/forwarded-header.js';
import { variableOf } from './variables.js';

/**
 * What a Service is told that answers in place of another one without endpoints, besides X-Code.
 *
 * @see kubernetes/ingress-nginx docs/user-guide/custom-errors.md
 */
export const standInHeaders: readonly ForwardedHeader[] = [
  { name: 'X-Format', variable: 'http_accept' },
  { name: 'X-Namespace', variable: 'namespace' },
  { name: 'X-Ingress-Name', variable: 'ingress_name' },
  { name: 'X-Service-Name', variable: 'service_name' },
  { name: 'X-Service-Port', variable: 'service_port' },
];

/** What a Service is told that answers in place of an error, besides X-Code. @see kubernetes/ingress-nginx docs/user-guide/custom-errors.md */
export const errorHeaders: readonly ForwardedHeader[] = [
  ...standInHeaders,
  { name: 'X-Original-URI', variable: 'request_uri' },
];

const ofErrors: ReadonlySet<string> = new Set(['X-Request-ID', 'X-Forwarded-For']);
const remembered = new WeakMap<readonly ForwardedHeader[], readonly ForwardedHeader[]>();

/**
 * What such a Service is told about the connection: less than other backends.
 *
 * @see kubernetes/ingress-nginx rootfs/etc/nginx/template/nginx.tmpl, CUSTOM_ERRORS
 */
export function forwardedWithErrors(forwarded: readonly ForwardedHeader[]): readonly ForwardedHeader[] {
  let found = remembered.get(forwarded);
  if (found === undefined) {
    found = forwarded.filter(({ name }) => ofErrors.has(name));
    remembered.set(forwarded, found);
  }
  return found;
}

/** Headers with their values, and the status that made them necessary. */
export function headersWith(
  asked: AskedLocation,
  headers: readonly ForwardedHeader[],
  status: number,
): readonly Header[] {
  return [
    { name: 'x-code', value: String(status) },
    ...headers.map(({ name, variable }) => ({
      name: name.toLowerCase(),
      value: variableOf(variable, asked) ?? '',
    })),
  ];
}
