import type { Protocol } from '../address/protocol.js';
import type { HttpView, TlsView } from '../request/packet.js';

/** A connection as it reaches a controller, before anything but a client hello is read from it. @public */
export interface IngressConnection {
  /** TCP unless given. */
  readonly protocol?: Protocol;
  /** Absent where the client does not begin with a TLS handshake. */
  readonly tls?: TlsView;
  /** The address that opened the connection. */
  readonly client: string;
  /** The port of the controller's pod that took the connection. */
  readonly port: number;
  readonly proxyProtocol?: string;
}

/**
 * An HTTP request as it reaches a controller.
 *
 * @public
 * @example
 * const request: IngressRequest = { http, client: '203.0.113.7', port: 80 };
 */
export interface IngressRequest extends IngressConnection {
  readonly http: HttpView;
}
