import { bracketedHost } from '../../../address/host-port.js';
import type { Protocol } from '../../../address/protocol.js';
import type { Cluster } from '../../../cluster/cluster.js';
import type { Listener, LoadBalancer } from '../../../cluster/infrastructure.js';
import type { RequestInput } from '../../../request/read-request.js';
import type { Scheme } from '../../../request/request.js';
import { clientOf } from '../request/client.js';
import { isReadable } from '../request/readable.js';

/** A request from outside for a listener of a load balancer, by its address. */
export interface ListenerRequest {
  readonly listener: Listener;
  readonly request: RequestInput;
}

/** A request for each listener of the load balancer of a Service: it connects, and speaks HTTP only where the listener does. */
export function listenerRequests(cluster: Cluster, balancer: LoadBalancer): readonly ListenerRequest[] {
  const [address] = balancer.addresses;
  if (address === undefined) return [];
  const from = clientOf(cluster, balancer);
  return balancer.listeners.flatMap((listener): readonly ListenerRequest[] => {
    const { protocol, port, terminates } = listener;
    const url = urlOf(protocol, address, port, terminates);
    const isTLS = terminates === 'TLS' || terminates === 'HTTPS';
    const request = { from, url, ...(isTLS ? { insecure: true } : {}) };
    return isReadable(request) ? [{ listener, request }] : [];
  });
}

/** The URL of a client that connects, or sends a datagram; it speaks more only where that is ended in front. */
export function urlOf(
  protocol: Protocol,
  address: string,
  port: number,
  speaks?: Listener['terminates'],
): string {
  const scheme: Scheme = schemeOf(protocol, speaks);
  return `${scheme}://${bracketedHost(address)}:${port}`;
}

function schemeOf(protocol: Protocol, speaks: Listener['terminates']): Scheme {
  switch (protocol) {
    case 'UDP':
      return 'udp';
    case 'SCTP':
      return 'sctp';
    case 'TCP':
      return speaks === undefined ? 'tcp' : speaks === 'TLS' ? 'tls' : speaks === 'HTTP' ? 'http' : 'https';
    default:
      return protocol satisfies never;
  }
}
