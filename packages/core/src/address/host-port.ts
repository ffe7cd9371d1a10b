import { parseIP } from './ip.js';
import { parsePort } from './port.js';

/** A host and the port that was written behind it. */
export interface HostPort {
  /** A name or an address, without brackets. */
  readonly host: string;
  readonly port?: number;
}

const bracketed = /^\[([^[\]]*)\](?::(.*))?$/s;
const plain = /^([^:[\]]*)(?::(.*))?$/s;

/**
 * Cuts `host`, `host:port`, `[::1]:port`, `[::1]` and a bare `::1` into host and port; undefined when the text is none
 * of them. Brackets hold IPv6 addresses only.
 *
 * @see RFC 3986 section 3.2
 * @example
 * parseHostPort('[2001:db8::1]:8080'); // { host: '2001:db8::1', port: 8080 }
 */
export function parseHostPort(text: string): HostPort | undefined {
  if (parseIP(text)?.family === 'IPv6') return { host: text };
  const inBrackets = bracketed.exec(text);
  const parts = inBrackets ?? plain.exec(text);
  const host = parts?.[1];
  const port = parts?.[2];
  if (host === undefined || host === '') return undefined;
  if (inBrackets !== null && !isIPv6Literal(host)) return undefined;
  if (port === undefined) return { host };
  const number = parsePort(port);
  return number === undefined ? undefined : { host, port: number };
}

/** An IPv4-mapped address is an IPv4 address to Kubernetes, but its text is one of IPv6. */
function isIPv6Literal(text: string): boolean {
  return text.includes(':') && parseIP(text) !== undefined;
}

/**
 * The host that a Host header names, as servers compare it: lower case, without port and without final dot. An IPv6
 * address keeps its brackets.
 *
 * @see RFC 9110 section 7.2; nginx/nginx src/http/ngx_http_request.c, ngx_http_validate_host
 * @example
 * hostOfHeader('Shop.Example.com.:8080'); // 'shop.example.com'
 */
export function hostOfHeader(header: string): string {
  const port = header.indexOf(':', header.startsWith('[') ? header.indexOf(']') : 0);
  const host = port < 0 ? header : header.slice(0, port);
  return (host.endsWith('.') ? host.slice(0, -1) : host).toLowerCase();
}

/**
 * A name or an address as a URL and a Host header write it: an IPv6 address in brackets.
 *
 * @see RFC 3986 section 3.2.2
 * @example
 * bracketedHost('2001:db8::1'); // '[2001:db8::1]'
 */
export function bracketedHost(host: string): string {
  return host.includes(':') && parseIP(host) !== undefined ? `[${host}]` : host;
}
