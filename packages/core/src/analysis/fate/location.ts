import { effectiveTarget } from '../../request/effective-target.js';
import type { Request } from '../../request/request.js';

/**
 * Where a redirect sends requests like this one: parts of the request in it become `{host}` and `{target}`.
 *
 * @example
 * locationFor(request, 'https://shop.example.com/cart'); // 'https://{host}{target}'
 */
export function locationFor(request: Request, location: string): string {
  const [, scheme = '', after = ''] = /^([a-z]+:\/\/)?(.*)$/is.exec(location) ?? [];
  const { hosts, target } = asked(request);
  const own = scheme === '' ? undefined : hosts.find((host) => leadsWith(after, host));
  if (own !== undefined) return `${scheme}{host}${targetFor(target, after.slice(own.length))}`;
  const authority = /^[^/?]*/.exec(scheme === '' ? '' : after)?.[0] ?? '';
  return `${scheme}${authority}${targetFor(target, after.slice(authority.length))}`;
}

/** Whether a text begins with a host, and the host ends there. */
function leadsWith(text: string, host: string): boolean {
  const next = text[host.length] ?? '/';
  return text.toLowerCase().startsWith(host) && '/?:*['.includes(next);
}

/** Where a redirect leads up to the path, which may depend on that of the request. */
export function siteOf(location: string): string {
  const site = /^(?:[a-z]+:\/\/)?(?:\{host\}|[^/?{])*/i.exec(location)?.[0] ?? '';
  return site.replace(/^[a-z]+/i, (scheme) => scheme.toLowerCase());
}

/** The hosts and the target of a request, the longest text first; a target in absolute form names a host itself. */
function asked({ hostHeader, target, headers }: Request): {
  readonly hosts: readonly string[];
  readonly target: string;
} {
  const sent = effectiveTarget({ host: hostHeader, target });
  // What a proxy has in place of a host that nobody names.
  if (sent.host === null) return { hosts: ['_', '*', ''], target: sent.target };
  const told = headers.find(({ name }) => name === 'x-forwarded-host')?.value.split(',', 1)[0];
  const spelled = [sent.host, hostHeader ?? sent.host, told ?? sent.host].flatMap((host) => [
    host,
    host.replace(/:\d+$/, ''),
    host.replace(/\.(?=:|$)/, ''),
    host.split(':', 1)[0] ?? '',
  ]);
  const hosts = [...new Set(spelled.map((host) => host.toLowerCase()))].filter((host) => host !== '');
  return { hosts: hosts.sort((one, other) => other.length - one.length), target: sent.target };
}

/** Final slashes are left out of account: they depend on the path that is sent. */
function targetFor(target: string, rest: string): string {
  // The root says nothing of where other paths are sent.
  if (target !== '/' && withoutSlashes(rest) === withoutSlashes(target)) return '{target}';
  return target !== '/' && rest.endsWith(target) ? `${rest.slice(0, -target.length)}{target}` : rest;
}

/** Without final slashes, of the path and of the whole. */
function withoutSlashes(target: string): string {
  const [path = '', query] = target.split('?', 2);
  const bare = path.replace(/\/+$/, '');
  return query === undefined ? bare : `${bare}?${query.replace(/\/+$/, '')}`;
}
