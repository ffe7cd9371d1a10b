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
  'service-port-unknown': 'The Service has no such port.',
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
  'no-endpoint': 'The service port has no endpoint that can be used.',
  'no-local-endpoint': 'Policy is Local, and the node has no endpoint.',
  'selector-missing': 'The Service has no selector and nobody lists endpoints for it.',
  'selector-matches-no-pod': 'The selector of the Service matches no pod.',
  'pods-not-running': 'No pod of the Service runs.',
  'pods-not-ready': 'No pod of the Service is ready.',
  'pods-of-other-family': 'The pods of the Service have no address of this IP family.',
  'target-port-not-found': 'No pod of the Service has a container port of this name.',
  'endpoint-port-name': 'The port of the Service and those of its EndpointSlices have different names.',
  'endpoints-not-usable': 'No endpoint in the EndpointSlices of the Service is ready.',
  'loopback-from-elsewhere': 'Only the node itself may ask its loopback addresses.',
  'proxy-mode-not-modelled': 'The mode of the service proxy is not modelled far enough.',
} as const;

/** A stable cause code, listed in {@link causes}. @public */
export type CauseCode = keyof typeof causes;
