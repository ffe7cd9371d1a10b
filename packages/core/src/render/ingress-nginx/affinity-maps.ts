import { setCookie } from '../../ingress/nginx/annotation/affinity-cookie.js';
import type { NginxConfiguration } from '../../ingress/nginx/configuration/configuration.js';
import type { NginxLocation } from '../../ingress/nginx/location/location.js';
import { cookieMap, cookieVariable } from './cookies.js';
import { word, type Block } from './nginx-text.js';
import type { Rendering, SetCookies } from './rendering.js';

/** The variable by which an upstream with cookie affinity chooses an endpoint. */
export function affinityKey(cookie: string): string {
  return `$affinity_${cookie.replaceAll(/\W/g, '_')}`;
}

/**
 * A client that brings the cookie stays at its endpoint; one that brings none is sent by its request id, and gets that
 * as the cookie. The cookie of ingress-nginx itself holds a hash that Lua makes.
 */
export function affinityMaps({ configuration, setCookies }: Rendering): readonly Block[] {
  const cookies = [...new Set([...configuration.affinityCookies.values()].map(({ name }) => name))].sort();
  const keys = cookies.flatMap((cookie): readonly Block[] => {
    const value = cookieVariable(cookie);
    const head = `map ${value} ${affinityKey(cookie)}`;
    return [...cookieMap(cookie), { head, body: [`"" $request_id;`, `default ${value};`] }];
  });
  return [...keys, ...setCookies.values()];
}

/** The cookies that the locations of a configuration set. */
export function setCookiesOf({ servers, affinityCookies }: NginxConfiguration): SetCookies {
  const cookies = new Map<string, Block>();
  for (const location of servers.servers.flatMap(({ locations }) => locations)) {
    const text = affinityCookies.has(location.upstream ?? '') ? cookieText(location, 'http') : undefined;
    if (text === undefined || cookies.has(text)) continue;
    const secure = cookieText(location, 'https') ?? text;
    const brought = cookieVariable(location.annotations.affinity?.name ?? '');
    cookies.set(text, {
      head: `map ${brought}:$scheme $set_cookie_${cookies.size + 1}`,
      body: [`:http ${word(text)};`, `:https ${word(secure)};`, 'default "";'],
    });
  }
  return cookies;
}

/** The variable with the cookie that a location sets where the client brings none; undefined where it sets none. */
export function setCookieVariable({ setCookies }: Rendering, location: NginxLocation): string | undefined {
  const text = cookieText(location, 'http');
  return text === undefined ? undefined : setCookies.get(text)?.head.split(' ').at(-1);
}

function cookieText(
  { annotations: { affinity }, path }: NginxLocation,
  scheme: 'http' | 'https',
): string | undefined {
  if (affinity === undefined) return undefined;
  // When a cookie expires is a point of time, which a configuration cannot compute.
  const text = setCookie({ ...affinity, expires: false }, path, scheme);
  return text.replaceAll('$', () => '${literal_dollar}').replace('=*', () => '=$request_id');
}
