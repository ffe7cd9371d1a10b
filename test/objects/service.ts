type StringMap = Readonly<Record<string, string>>;

/** A Service as a user writes it, or as the API server shows it. */
export interface ServiceManifest {
  readonly apiVersion: 'v1';
  readonly kind: 'Service';
  readonly metadata: { readonly namespace: string; readonly name: string; readonly labels?: StringMap };
  readonly spec: ServiceSpecManifest;
  readonly status?: { readonly loadBalancer: { readonly ingress: readonly LoadBalancerIngressManifest[] } };
}

/** One address in the status of a load balancer. */
export interface LoadBalancerIngressManifest {
  readonly ip?: string;
  readonly hostname?: string;
  readonly ipMode?: 'VIP' | 'Proxy';
}

/** The part of a Service's specification that tests speak of. */
export interface ServiceSpecManifest {
  readonly type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  readonly clusterIP?: string;
  readonly clusterIPs?: readonly string[];
  readonly ipFamilyPolicy?: 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
  readonly ipFamilies?: readonly ('IPv4' | 'IPv6')[];
  readonly externalName?: string;
  readonly selector?: StringMap;
  readonly ports?: readonly {
    readonly name?: string;
    readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
    readonly port: number;
    readonly targetPort?: number | string;
    readonly nodePort?: number;
  }[];
  readonly externalIPs?: readonly string[];
  readonly externalTrafficPolicy?: 'Cluster' | 'Local';
  readonly internalTrafficPolicy?: 'Cluster' | 'Local';
  readonly loadBalancerSourceRanges?: readonly string[];
  readonly healthCheckNodePort?: number;
  readonly loadBalancerIP?: string;
  readonly loadBalancerClass?: string;
  readonly allocateLoadBalancerNodePorts?: boolean;
  readonly sessionAffinity?: 'None' | 'ClientIP';
  readonly sessionAffinityConfig?: { readonly clientIP: { readonly timeoutSeconds: number } };
}

/** A Service by its `namespace/name`. */
export function service(
  key: string,
  spec: ServiceSpecManifest,
  {
    labels,
    ingress,
  }: { readonly labels?: StringMap; readonly ingress?: readonly LoadBalancerIngressManifest[] } = {},
): ServiceManifest {
  const [namespace = '', name = ''] = key.split('/');
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name, ...(labels === undefined ? undefined : { labels }) },
    spec,
    ...(ingress === undefined ? undefined : { status: { loadBalancer: { ingress } } }),
  };
}
