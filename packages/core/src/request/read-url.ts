import { parseIP } from '../address/ip.js';
import type { Scheme } from './request.js';

/** Why a request cannot be read. @public */
export type RequestErrorCode =
  'url-invalid' | 'scheme-unknown' | 'host-missing' | 'port-invalid' | 'port-missing';

/** Thrown for a request that cannot be read; the message says what to write instead. @public */
export class RequestError extends TypeError {
  readonly code: RequestErrorCode;

  constructor(code: RequestErrorCode, message: string) {
    super(message);
    this.name = 'RequestError';
    this.code = code;
  }
}

/** A URL cut into its parts, nothing decoded, resolved or normalised. */
export interface Url {
  readonly scheme: Scheme;
  readonly host: string;
  readonly isAddress: boolean;
  readonly isIPv6: boolean;
  readonly port: number | undefined;
  readonly target: string;
}

const schemes: ReadonlySet<string> = new Set<Scheme>([
  'http',
  'https',
  'grpc',
  'grpcs',
  'tcp',
  'tls',
  'udp',
  'sctp',
]);

/**
 * Cuts a URL into its parts. The fragment is never sent and cut off; user information is refused.
 *
 * @see RFC 3986 section 3
 * @throws {RequestError}
 */
export function readUrl(text: string): Url {
  const separator = text.indexOf('://');
  const [, unseparated] = /^([a-z]+)(?:\/\/|:\/(?!\/))/i.exec(text) ?? [];
  if (unseparated !== undefined && isScheme(unseparated.toLowerCase())) {
    throw new RequestError('url-invalid', `${text}: write :// behind the scheme, ${unseparated}://`);
  }
  const scheme = separator < 0 ? 'http' : text.slice(0, separator).toLowerCase();
  if (!isScheme(scheme)) {
    throw new RequestError(
      'scheme-unknown',
      `${text}: unknown scheme ${scheme}, use one of ${[...schemes].join(', ')}`,
    );
  }
  const rest = separator < 0 ? text : text.slice(separator + 3);
  const end = rest.search(/[/?#]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  if (authority.includes('@')) {
    throw new RequestError(
      'url-invalid',
      `${text}: send credentials as an authorization header, not in the URL`,
    );
  }
  return { scheme, ...readAuthority(text, authority), target: targetOf(end < 0 ? '' : rest.slice(end)) };
}

function isScheme(text: string): text is Scheme {
  return schemes.has(text);
}

function targetOf(rest: string): string {
  const fragment = rest.indexOf('#');
  const target = fragment < 0 ? rest : rest.slice(0, fragment);
  return target.startsWith('/') ? target : `/${target}`;
}

function readAuthority(text: string, authority: string): Omit<Url, 'scheme' | 'target'> {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(authority);
  const plain = bracketed ?? /^([^:]*)(?::([^:]*))?$/.exec(authority);
  const host = plain?.[1];
  if (host === undefined) {
    throw new RequestError('url-invalid', `${text}: write an IPv6 address in brackets, [::1]:80`);
  }
  if (host === '') throw new RequestError('host-missing', `${text}: the host is missing`);
  const address = parseIP(host);
  if (bracketed !== null && address?.family !== 'IPv6') {
    throw new RequestError('url-invalid', `${text}: [${host}] is no IPv6 address`);
  }
  return {
    host: address?.text ?? host,
    isAddress: address !== undefined,
    isIPv6: address?.family === 'IPv6',
    port: readPort(text, plain?.[2]),
  };
}

function readPort(text: string, port: string | undefined): number | undefined {
  if (port === undefined || port === '') return undefined;
  const number = Number(port);
  if (!/^\d{1,5}$/.test(port) || number < 1 || number > 65535) {
    throw new RequestError('port-invalid', `${text}: the port must be a number between 1 and 65535`);
  }
  return number;
}
