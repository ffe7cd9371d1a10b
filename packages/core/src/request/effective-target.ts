import type { HttpView } from './packet.js';

const absoluteForm = /^[a-z][-+.a-z0-9]*:\/\/([^/?#]*)(.*)$/is;

/**
 * The host and the target that a request asks for: a target in absolute form names the host itself, whatever the Host
 * header says.
 *
 * @see RFC 9112 section 3.2.2
 * @example
 * effectiveTarget({ ...http, host: 'a.com', target: 'http://b.com/x' }); // host 'b.com', target '/x'
 */
export function effectiveTarget({
  host,
  target,
}: Pick<HttpView, 'host' | 'target'>): Pick<HttpView, 'host' | 'target'> {
  if (target.startsWith('/')) return { host, target };
  const [, named, rest] = absoluteForm.exec(target) ?? [];
  if (named === undefined || rest === undefined) return { host, target };
  return { host: named, target: rest.startsWith('/') ? rest : `/${rest}` };
}
