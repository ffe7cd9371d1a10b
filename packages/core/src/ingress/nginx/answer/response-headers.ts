import type { Header } from '../../../request/request.js';
import { setCookie } from '../annotation/affinity-cookie.js';
import { cookieValue } from '../request/cookie.js';
import type { NginxAnswer } from './answer.js';
import type { AskedLocation } from './asked.js';

/**
 * What a location adds to every response: Strict-Transport-Security over TLS, and the cookie that keeps a client at its
 * endpoint where it brings none.
 *
 * @see kubernetes/ingress-nginx rootfs/etc/nginx/lua/lua_ingress.lua, header, and lua/balancer/sticky.lua
 */
export function withResponseHeaders(asked: AskedLocation, answer: NginxAnswer): NginxAnswer {
  const { result } = answer;
  const security = transportSecurity(asked);
  if (result.kind === 'response') {
    if (security.length === 0) return answer;
    return { ...answer, result: { ...result, headers: [...result.headers, ...security] } };
  }
  if (result.kind !== 'forward') return answer;
  const added = [...affinityCookie(asked), ...security];
  return added.length === 0 ? answer : { ...answer, result: { ...result, responseHeaders: added } };
}

const none: readonly Header[] = [];

function transportSecurity({ configuration, request }: AskedLocation): readonly Header[] {
  const { hsts } = configuration.settings;
  if (request.scheme !== 'https' || hsts === '') return none;
  return [{ name: 'strict-transport-security', value: hsts }];
}

/** A cookie is set on the paths of the Ingresses that ask for it, though it counts for all users of the upstream. */
function affinityCookie({ configuration, request, matched }: AskedLocation): readonly Header[] {
  const { annotations, upstream = '', path } = matched.location;
  const { affinity } = annotations;
  if (affinity === undefined || !configuration.affinityCookies.has(upstream)) return none;
  if (cookieValue(request.http.headers, affinity.name) !== undefined) return none;
  return [{ name: 'set-cookie', value: setCookie(affinity, path, request.scheme) }];
}
