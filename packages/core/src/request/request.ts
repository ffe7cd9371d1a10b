import type { Origin } from './origin.js';

/** What the client speaks. `tcp` and `udp` only connect or send. @public */
export type Scheme = 'http' | 'https' | 'grpc' | 'grpcs' | 'tcp' | 'tls' | 'udp' | 'sctp';

/** The version of HTTP on the wire; gRPC is HTTP/2. @public */
export type HttpVersion = '1.0' | '1.1' | '2';

/**
 * What a client sends, as it sends it; nothing is normalised behind the user's back.
 *
 * @public
 */
export interface Request {
  readonly from: Origin;
  readonly scheme: Scheme;
  /** The name or address that the client connects to. */
  readonly host: string;
  readonly port: number;
  /** The port that the client sends from; absent: one that its kernel picks, of which nobody keeps track. */
  readonly sourcePort?: number;
  /** Overrides name resolution, as `curl --resolve` does. */
  readonly address?: string;
  /** The Host header or :authority; `null` sends none (HTTP/1.0 only). */
  readonly hostHeader: string | null;
  /** The server name in the TLS handshake; `null` sends none. */
  readonly sni: string | null;
  /** The client takes any certificate that it is shown, as `curl -k` does. */
  readonly insecure?: true;
  readonly method: string;
  /** The raw request target: path and query as sent, byte for byte. */
  readonly target: string;
  readonly version: HttpVersion;
  /** Header names in lower case, in the order sent, without `host`. */
  readonly headers: readonly Header[];
  /** The PROXY protocol line that the client sends first. */
  readonly proxyProtocol?: string;
}

/** One header field; the name is lower case. @public */
export interface Header {
  readonly name: string;
  readonly value: string;
}
