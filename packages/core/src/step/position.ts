/** Through which door a packet came to the network stack of a node: the wire, a pod on it, or a process of its own. @public */
export type Door = 'wire' | 'pod' | 'host';

/**
 * Where a flight is; the pipeline sends it to the component in charge of that position.
 *
 * - `client`: the request was made, the name is not resolved yet: resolver and DNS.
 * - `internet`, `network`: on the wire outside of the nodes, heading for its destination address.
 * - `load-balancer`: at a listener of the infrastructure.
 * - `arriving`: at a node's network stack, before translation. `from` says through which door it came: the wire, a pod
 *   on the node (its veth), or a process of the node itself (the OUTPUT chain).
 * - `leaving`: at the same node after the service proxy: the routing decision and the way out.
 * - `pod`: at the process of a pod; for a hostNetwork pod at the process on the node that it is.
 *
 * @public
 */
export type Position =
  | { readonly kind: 'client' }
  | { readonly kind: 'internet' }
  | { readonly kind: 'network' }
  | { readonly kind: 'load-balancer'; readonly id: string }
  | { readonly kind: 'arriving'; readonly node: string; readonly from: Door }
  | { readonly kind: 'leaving'; readonly node: string; readonly from: Door }
  | { readonly kind: 'pod'; readonly namespace: string; readonly name: string };
