import type { Request } from '../../request/request.js';

/**
 * Where a redirect sends requests like this one: parts of the request in it become `{host}` and `{target}`.
 *
 * @example
 * locationFor(request, 'https://shop.example.com/cart'); // 'https://{host}{target}'
 */
export function locationFor({ hostHeader, target }: Request, location: string): string {
  const [, scheme = '', authority = '', rest = ''] = /^([a-z]+:\/\/)?([^/?]*)(.*)$/is.exec(location) ?? [];
  const host = (hostHeader ?? '').replace(/:\d+$/, '').toLowerCase();
  const own = authority.replace(/:\d+$/, '').toLowerCase() === host && host !== '';
  const port = authority === hostHeader ? '' : (/:\d+$/.exec(authority)?.[0] ?? '');
  return `${scheme}${own ? `{host}${port}` : authority}${targetFor(target, rest)}`;
}

/** Final slashes are left out of account: they depend on the path that is sent. */
function targetFor(target: string, rest: string): string {
  if (withoutSlash(rest) === withoutSlash(target)) return '{target}';
  return target !== '/' && rest.endsWith(target) ? `${rest.slice(0, -target.length)}{target}` : rest;
}

function withoutSlash(target: string): string {
  const [path = '', query] = target.split('?', 2);
  const bare = path.replace(/\/+$/, '');
  return query === undefined ? bare : `${bare}?${query}`;
}
