import type { HttpView, TlsView } from '../request/packet.js';

/**
 * An HTTP request as it reaches a controller.
 *
 * @public
 * @example
 * const request: IngressRequest = { http, client: '203.0.113.7', port: 80 };
 */
export interface IngressRequest {
  readonly http: HttpView;
  /** Absent where the client speaks plain HTTP. */
  readonly tls?: TlsView;
  /** The address that opened the connection. */
  readonly client: string;
  /** The port of the controller's pod that took the connection. */
  readonly port: number;
  readonly proxyProtocol?: string;
}
