/**
 * Every rule of the model that can decide at a hop, with what it says. The doc comment of the function that applies a
 * rule names its source.
 *
 * @public
 */
export const rules = {
  'client-sends': 'The client opens a connection to the address it was given.',
  'node-external-address': 'The network translates the public address of a node to its internal one.',
  'load-balancer-listener': 'A listener of the load balancer takes the connection.',
  'received-from-wire': 'The node holds the destination address, or serves it for a load balancer.',
  'route-by-destination': 'The node sends the packet where the destination address lives.',
  'route-nowhere': 'Nobody holds the destination address.',
  'masquerade-marked': 'The service proxy marked the packet: it leaves with the address of the node.',
  'egress-nat': 'What pods send out of the pod ranges leaves with the address of the node.',
  'host-network': 'A pod in the network of the host listens on this port of the node.',
  'host-port': 'A pod has this port of the node as its hostPort.',
  'nobody-listens-on-node': 'No pod listens on this port of the node.',
  'process-listens': 'A process in the pod listens on this port.',
  'nobody-listens': 'No process in the pod listens on this port.',
} as const;

/** A stable rule id, listed in {@link rules}. @public */
export type RuleId = keyof typeof rules;
