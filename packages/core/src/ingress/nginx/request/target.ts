import { type ByteText, toBytes } from '../../../address/byte-text.js';

/** A request target as nginx reads it. */
export interface NginxTarget {
  /** `$uri`: decoded once, slashes merged, dot segments resolved. */
  readonly path: ByteText;
  /** `$args`: as sent; the empty string when there are none. */
  readonly args: string;
  /** `$request_uri`: path and query as sent, which a backend gets where nothing is rewritten. */
  readonly raw: string;
  /** The authority of a target in absolute form. */
  readonly host?: string;
}

const absoluteForm =
  /^[A-Za-z][-+.A-Za-z0-9]*:\/\/(?<host>(?:[-.A-Za-z0-9]+|\[[0-9A-Fa-f:.]*\])(?::\d*)?)(?<rest>[/?].*)?$/s;
const refused = /[\0-\x20\x7f]/;

/**
 * Reads a request target; undefined where nginx answers 400: blanks and controls, bad escapes, `%00`, a path that climbs
 * above the root, anything but the origin form and the absolute form.
 *
 * @see nginx/nginx src/http/ngx_http_parse.c, ngx_http_parse_request_line and ngx_http_parse_complex_uri
 * @example
 * readTarget('/a//b/../%63?x=1'); // path '/a/c', args 'x=1'
 */
export function readTarget(target: string): NginxTarget | undefined {
  if (refused.test(target)) return undefined;
  if (target.startsWith('/')) return originForm(target);
  const absolute = absoluteForm.exec(target)?.groups;
  if (absolute === undefined) return undefined;
  const { host = '', rest = '/' } = absolute;
  const read = originForm(rest.startsWith('/') ? rest : `/${rest}`);
  return read === undefined ? undefined : { ...read, host };
}

function originForm(raw: string): NginxTarget | undefined {
  const fragment = raw.indexOf('#');
  const sent = fragment < 0 ? raw : raw.slice(0, fragment);
  const mark = sent.indexOf('?');
  const path = normalise(mark < 0 ? sent : sent.slice(0, mark));
  return path === undefined ? undefined : { path, args: mark < 0 ? '' : sent.slice(mark + 1), raw };
}

const plainPath = /^(?:\/[-_~A-Za-z0-9][-._~A-Za-z0-9]*)*\/?$/;

function normalise(path: string): ByteText | undefined {
  if (path !== '' && plainPath.test(path)) return path;
  const decoded = decode(toBytes(path));
  return decoded === undefined ? undefined : resolve(decoded);
}

/** Escapes become bytes, once; undefined for one that is none, and for the zero byte. */
function decode(path: ByteText): ByteText | undefined {
  const parts = path.split('%');
  let decoded = parts[0] ?? '';
  for (const part of parts.slice(1)) {
    const digits = part.slice(0, 2);
    if (!/^[0-9A-Fa-f]{2}$/.test(digits) || digits === '00') return undefined;
    decoded += String.fromCharCode(Number.parseInt(digits, 16)) + part.slice(2);
  }
  return decoded;
}

/** Slashes merge, then `.` and `..` resolve; undefined when they climb above the root. */
function resolve(path: ByteText): ByteText | undefined {
  const segments = path.split('/').filter((segment) => segment !== '');
  const kept: string[] = [];
  for (const segment of segments) {
    if (segment === '.') continue;
    if (segment !== '..') kept.push(segment);
    else if (kept.pop() === undefined) return undefined;
  }
  const last = segments.at(-1);
  const endsInSlash = path.endsWith('/') || last === '.' || last === '..';
  return kept.length === 0 ? '/' : `/${kept.join('/')}${endsInSlash ? '/' : ''}`;
}
