import type { Listener, LoadBalancer } from '../cluster/infrastructure.js';

/** What a load balancer is to connections of a listener: one that ends TLS ends the connection, whatever the others do. */
export function listenerKind({ kind }: LoadBalancer, listener: Listener | undefined): LoadBalancer['kind'] {
  return kind === 'passthrough' && listener?.terminates !== undefined ? 'l4-proxy' : kind;
}
