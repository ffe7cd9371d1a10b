/**
 * Every cause of an outcome with its meaning.
 *
 * @public
 */
export const causes = {
  'application-answered': 'The application answered.',
  'application-reached': 'The application took the connection or the datagram.',
  'origin-not-found': 'The pod, workload or node that should send the request does not exist.',
  'origin-not-running': 'The pod that should send the request does not run.',
  'internal-load-balancer': 'An internal load balancer was asked from the internet.',
  'private-address-from-internet': 'A private address was asked from the internet.',
  'cluster-ip-from-outside': 'A cluster IP was asked from outside of the cluster.',
  'pod-address-from-outside': 'The address of a pod was asked from outside of the cluster.',
  'loopback-of-client': 'A loopback address is the own machine of the client.',
  'left-the-model': 'The destination is outside of what is modelled.',
  'service-port-unknown': 'The Service has no such port, and no rule takes the packet.',
  'address-unused': 'Nobody holds the destination address.',
  'nobody-listens-on-node': 'No pod listens on this port of the node.',
  'node-port-not-on-address': 'The node port is not served on this address of the node.',
  'nobody-listens': 'No process in the pod listens on the port.',
  'load-balancer-gone': 'The load balancer does not exist any more.',
  'no-listener': 'The load balancer has no listener on this port.',
  'source-not-in-ranges': 'The source ranges of the load balancer leave the client out.',
  'no-healthy-target': 'No target of the load balancer passes the health check.',
  'reply-lost': 'The answer does not pass the node that translated the request.',
  'request-loops': 'The request goes in circles.',
} as const;

/** A stable cause code, listed in {@link causes}. @public */
export type CauseCode = keyof typeof causes;
