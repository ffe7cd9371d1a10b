import type { Packet } from '../request/packet.js';
import type { IngressConnection } from './request.js';

/** What a controller sees of the connection that a packet came over. */
export function connectionOf({
  protocol,
  tls,
  source,
  destination,
  proxyProtocol,
}: Packet): IngressConnection {
  return {
    protocol,
    ...(tls === undefined ? {} : { tls }),
    client: source.address,
    port: destination.port,
    ...(proxyProtocol === undefined ? {} : { proxyProtocol }),
  };
}
