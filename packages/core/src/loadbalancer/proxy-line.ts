import type { Listener, LoadBalancer } from '../cluster/infrastructure.js';

/** Whether targets get a line of the PROXY protocol before what the client says. */
export function hasProxyLine({ traits }: LoadBalancer, { proxyProtocol }: Listener): boolean {
  return (proxyProtocol ?? traits.proxyProtocol ?? 'none') !== 'none';
}
