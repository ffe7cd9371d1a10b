/** A place that a fault cuts off from another one. @public */
export type LinkEnd =
  | { readonly node: string }
  | { readonly zone: string }
  | { readonly loadBalancer: string }
  | { readonly outside: 'internet' | 'network' };

/** Something that fails, and may come back. @public */
export type Fault =
  /** The machine stops: its kubelet, its pods, its service proxy. */
  | { readonly node: string }
  /** All nodes of a zone. */
  | { readonly zone: string }
  /** The processes of a pod answer nothing any more. */
  | { readonly pod: string }
  /** The pods of the cluster's DNS answer nothing. */
  | { readonly dns: 'all' }
  | { readonly loadBalancer: string }
  /** The instance of kube-controller-manager that leads; another one takes over by itself after some time. */
  | { readonly controlPlane: 'leader' }
  /** Nothing gets from one place to the other. */
  | { readonly link: readonly [LinkEnd, LinkEnd] };

/** A fault in a few words. */
export function faultText(fault: Fault): string {
  if ('node' in fault) return `node ${fault.node}`;
  if ('zone' in fault) return `zone ${fault.zone}`;
  if ('pod' in fault) return `pod ${fault.pod}`;
  if ('dns' in fault) return 'DNS';
  if ('controlPlane' in fault) return 'leader of the control plane';
  if ('loadBalancer' in fault) return `load balancer ${fault.loadBalancer}`;
  return `link ${fault.link.map(endText).join(' - ')}`;
}

function endText(end: LinkEnd): string {
  if ('node' in end) return end.node;
  if ('zone' in end) return `zone ${end.zone}`;
  return 'loadBalancer' in end ? end.loadBalancer : end.outside;
}
