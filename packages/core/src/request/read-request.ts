import type { Origin } from './origin.js';
import { readUrl, RequestError } from './read-url.js';
import type { Url } from './read-url.js';
import type { Header, HttpVersion, Request, Scheme } from './request.js';

/**
 * A request in terse form: a URL, and what curl would be told besides.
 *
 * @public
 * @example
 * const input: RequestInput = { from: internet(), url: 'https://shop.example.com/cart' };
 */
export interface RequestInput {
  /** The platform's default origin unless given. */
  readonly from?: Origin;
  /** `scheme://host[:port][/target]`; without a scheme it is `http`. The target is sent byte for byte. */
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>> | readonly Header[];
  readonly version?: HttpVersion;
  /** In place of the URL's host; `null` sends no server name. */
  readonly sni?: string | null;
  /** Take any certificate, as `curl -k` does. Without it a certificate that does not name the host is refused. */
  readonly insecure?: boolean;
  /** The address to connect to, in place of name resolution. */
  readonly address?: string;
  /** The port to send from: datagrams from the same port belong together. */
  readonly sourcePort?: number;
  readonly proxyProtocol?: string;
}

/** The default port of each scheme that has one. @see RFC 9110 section 4.2 */
const defaultPorts: Readonly<Partial<Record<Scheme, number>>> = {
  http: 80,
  https: 443,
  grpc: 80,
  grpcs: 443,
  tls: 443,
};

/**
 * Completes a request as a client would send it.
 *
 * A Host header among the headers replaces the URL's host, as with curl. An IP literal is not sent as a server name.
 * @see RFC 6066 section 3 (no server name for addresses)
 * @throws {RequestError} when the URL cannot be read or a port is missing
 * @public
 * @example
 * readRequest({ url: 'http://cart.shop:7070/' }, internet()).port; // 7070
 */
export function readRequest(input: RequestInput, defaultOrigin: Origin): Request {
  const url = readUrl(input.url);
  const port = url.port ?? defaultPorts[url.scheme];
  if (port === undefined) {
    throw new RequestError(
      'port-missing',
      `${input.url}: ${url.scheme} has no default port, write host:port`,
    );
  }
  const given = headersOf(input.headers);
  const isGrpc = url.scheme === 'grpc' || url.scheme === 'grpcs';
  const host = given.find((header) => header.name === 'host')?.value ?? hostHeader(url, port);
  return {
    from: input.from ?? defaultOrigin,
    scheme: url.scheme,
    host: url.host,
    port,
    ...(input.address === undefined ? {} : { address: input.address }),
    ...(input.sourcePort === undefined ? {} : { sourcePort: input.sourcePort }),
    hostHeader: host,
    sni: usesTls(url.scheme) ? (input.sni === undefined ? serverName(url) : input.sni) : null,
    ...(input.insecure === true ? { insecure: true } : {}),
    method: input.method ?? (isGrpc ? 'POST' : 'GET'),
    target: url.target,
    version: input.version ?? (isGrpc ? '2' : '1.1'),
    headers: sentHeaders(given, isGrpc),
    ...(input.proxyProtocol === undefined ? {} : { proxyProtocol: input.proxyProtocol }),
  };
}

/** What every client of gRPC sends unless told otherwise. @see grpc/grpc doc/PROTOCOL-HTTP2.md, Requests */
const grpcHeaders: readonly Header[] = [
  { name: 'content-type', value: 'application/grpc' },
  { name: 'te', value: 'trailers' },
];

function sentHeaders(given: readonly Header[], isGrpc: boolean): readonly Header[] {
  const own = given.filter(({ name }) => name !== 'host');
  if (!isGrpc) return own;
  return [...own, ...grpcHeaders.filter(({ name }) => own.every((header) => header.name !== name))];
}

/** Whether a client of this scheme starts with a TLS handshake. */
export function usesTls(scheme: Scheme): boolean {
  return scheme === 'https' || scheme === 'grpcs' || scheme === 'tls';
}

/** Whether a client of this scheme sends an HTTP request. */
export function usesHttp(scheme: Scheme): boolean {
  return scheme === 'http' || scheme === 'https' || scheme === 'grpc' || scheme === 'grpcs';
}

function headersOf(headers: RequestInput['headers']): readonly Header[] {
  if (headers === undefined) return [];
  const list = isHeaderList(headers)
    ? headers
    : Object.entries(headers).map(([name, value]): Header => ({ name, value }));
  return list.map(({ name, value }) => ({ name: name.toLowerCase(), value }));
}

function isHeaderList(
  headers: Readonly<Record<string, string>> | readonly Header[],
): headers is readonly Header[] {
  return Array.isArray(headers);
}

function hostHeader(url: Url, port: number): string {
  const host = url.isIPv6 ? `[${url.host}]` : url.host;
  return port === defaultPorts[url.scheme] ? host : `${host}:${port}`;
}

function serverName(url: Url): string | null {
  if (url.isAddress) return null;
  return url.host.endsWith('.') ? url.host.slice(0, -1) : url.host;
}
