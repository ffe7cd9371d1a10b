/** An Ingress by its `namespace/name`, with these hosts and what its status reports. */
export function ingress(
  key: string,
  {
    hosts = [],
    tlsHosts = [],
    addresses = [],
    className,
  }: {
    readonly hosts?: readonly string[];
    readonly tlsHosts?: readonly string[];
    readonly addresses?: readonly { readonly ip?: string; readonly hostname?: string }[];
    readonly className?: string;
  },
): unknown {
  const [namespace = '', name = ''] = key.split('/');
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { namespace, name },
    spec: {
      ...(className === undefined ? {} : { ingressClassName: className }),
      rules: hosts.map((host) => (host === '' ? {} : { host })),
      tls: tlsHosts.length === 0 ? [] : [{ hosts: tlsHosts }],
    },
    status: { loadBalancer: { ingress: addresses } },
  };
}
