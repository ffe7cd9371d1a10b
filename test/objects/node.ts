/** A Node as a user writes it. */
export interface NodeManifest {
  readonly apiVersion: 'v1';
  readonly kind: 'Node';
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: { readonly podCIDRs: readonly string[] };
  readonly status: {
    readonly addresses: readonly { readonly type: 'InternalIP'; readonly address: string }[];
  };
}

/** A Node with these InternalIPs. */
export function node(
  name: string,
  addresses: readonly string[],
  { zone, podCIDRs = [] }: { readonly zone?: string; readonly podCIDRs?: readonly string[] } = {},
): NodeManifest {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: zone === undefined ? {} : { 'topology.kubernetes.io/zone': zone } },
    spec: { podCIDRs },
    status: { addresses: addresses.map((address) => ({ type: 'InternalIP', address })) },
  };
}
