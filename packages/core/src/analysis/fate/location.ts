import type { Request } from '../../request/request.js';

/**
 * Where a redirect sends requests like this one: parts of the request in it become `{host}` and `{target}`.
 *
 * @example
 * locationFor(request, 'https://shop.example.com/cart'); // 'https://{host}{target}'
 */
export function locationFor(request: Request, location: string): string {
  const [, scheme = '', authority = '', rest = ''] = /^([a-z]+:\/\/)?([^/?]*)(.*)$/is.exec(location) ?? [];
  const { hosts, target } = asked(request);
  const port = hosts.includes(authority) ? '' : (/:\d+$/.exec(authority)?.[0] ?? '');
  const isOwn = authority !== '' && hosts.map(withoutPort).includes(withoutPort(authority).toLowerCase());
  return `${scheme}${isOwn ? `{host}${port}` : authority}${targetFor(target, rest)}`;
}

/** Where a redirect leads up to the path, which may depend on that of the request. */
export function siteOf(location: string): string {
  return /^(?:[a-z]+:\/\/)?(?:\{host\}|[^/?{])*/i.exec(location)?.[0] ?? '';
}

const absoluteForm = /^[a-z][-+.a-z0-9]*:\/\/([^/?]*)(.*)$/is;

/** The hosts and the target of a request; a target in absolute form names a host itself. */
function asked({ hostHeader, target }: Request): {
  readonly hosts: readonly string[];
  readonly target: string;
} {
  const [, own, rest = target] = absoluteForm.exec(target) ?? [];
  // What a proxy has in place of a host that nobody names.
  if (hostHeader === null && own === undefined) return { hosts: ['_', '*'], target: rest };
  const header = hostHeader ?? '';
  const hosts = [header, header.split(':', 1)[0] ?? '', header.replace(/\.(?=:|$)/, ''), own ?? header];
  return { hosts: hosts.map((host) => host.toLowerCase()).filter((host) => host !== ''), target: rest };
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '');
}

/** Final slashes are left out of account: they depend on the path that is sent. */
function targetFor(target: string, rest: string): string {
  if (withoutSlashes(rest) === withoutSlashes(target)) return '{target}';
  return target !== '/' && rest.endsWith(target) ? `${rest.slice(0, -target.length)}{target}` : rest;
}

/** Without final slashes, of the path and of the whole. */
function withoutSlashes(target: string): string {
  const [path = '', query] = target.split('?', 2);
  const bare = path.replace(/\/+$/, '');
  return query === undefined ? bare : `${bare}?${query.replace(/\/+$/, '')}`;
}
