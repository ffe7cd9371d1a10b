import type { Cluster } from '../../../cluster/cluster.js';
import type { Listener, LoadBalancer } from '../../../cluster/infrastructure.js';
import type { RequestInput } from '../../../request/read-request.js';
import type { Scheme } from '../../../request/request.js';
import { clientOf } from './client.js';

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
  const host = address.includes(':') ? `[${address}]` : address;
  return balancer.listeners.map((listener) => {
    const scheme = schemeOf(listener);
    return {
      listener,
      request: {
        from,
        url: `${scheme}://${host}:${listener.port}`,
        ...(isTLS(scheme) ? { insecure: true } : {}),
      },
    };
  });
}

function isTLS(scheme: Scheme): boolean {
  return scheme === 'https' || scheme === 'tls';
}

function schemeOf({ protocol, terminates }: Listener): Scheme {
  switch (protocol) {
    case 'UDP':
      return 'udp';
    case 'SCTP':
      return 'sctp';
    case 'TCP':
      return terminates === undefined
        ? 'tcp'
        : terminates === 'TLS'
          ? 'tls'
          : terminates === 'HTTP'
            ? 'http'
            : 'https';
    default:
      return protocol satisfies never;
  }
}
