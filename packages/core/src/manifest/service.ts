import type { NotModelled, ObjectMetadata, TextMap } from './metadata.js';

/** A port of a Service, as written. @public */
export interface ServicePortManifest {
  readonly name?: string;
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
  readonly port: number;
  readonly targetPort?: number | string;
  readonly nodePort?: number;
  readonly appProtocol?: string;
}

/** The specification of a Service, as written. @public */
export interface ServiceSpecManifest {
  readonly type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  readonly ports?: readonly ServicePortManifest[];
  readonly selector?: TextMap | null;
  /** `None` makes a headless Service. */
  readonly clusterIP?: string;
  readonly clusterIPs?: readonly string[];
  readonly ipFamilies?: readonly ('IPv4' | 'IPv6')[];
  readonly ipFamilyPolicy?: 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
  readonly externalIPs?: readonly string[];
  readonly externalName?: string;
  readonly externalTrafficPolicy?: 'Cluster' | 'Local';
  readonly internalTrafficPolicy?: 'Cluster' | 'Local';
  readonly healthCheckNodePort?: number;
  readonly publishNotReadyAddresses?: boolean;
  readonly sessionAffinity?: 'None' | 'ClientIP';
  readonly sessionAffinityConfig?: { readonly clientIP?: { readonly timeoutSeconds?: number } };
  readonly loadBalancerIP?: string;
  readonly loadBalancerSourceRanges?: readonly string[];
  readonly loadBalancerClass?: string;
  readonly allocateLoadBalancerNodePorts?: boolean;
  readonly trafficDistribution?: string;
}

/** An address that a load balancer reported, as written. @public */
export interface LoadBalancerIngressManifest {
  readonly ip?: string;
  readonly hostname?: string;
  readonly ipMode?: 'VIP' | 'Proxy';
  readonly ports?: NotModelled;
}

/** A Service, as written. @see kubernetes/api core/v1/types.go, Service @public */
export interface ServiceManifest {
  readonly apiVersion: 'v1';
  readonly kind: 'Service';
  readonly metadata: ObjectMetadata;
  readonly spec: ServiceSpecManifest;
  readonly status?: {
    readonly loadBalancer?: { readonly ingress?: readonly LoadBalancerIngressManifest[] };
    readonly conditions?: NotModelled;
  };
}

/** The names of the fields of a Service's specification. */
export const serviceSpecFields: Readonly<Record<keyof ServiceSpecManifest, true>> = {
  type: true,
  ports: true,
  selector: true,
  clusterIP: true,
  clusterIPs: true,
  ipFamilies: true,
  ipFamilyPolicy: true,
  externalIPs: true,
  externalName: true,
  externalTrafficPolicy: true,
  internalTrafficPolicy: true,
  healthCheckNodePort: true,
  publishNotReadyAddresses: true,
  sessionAffinity: true,
  sessionAffinityConfig: true,
  loadBalancerIP: true,
  loadBalancerSourceRanges: true,
  loadBalancerClass: true,
  allocateLoadBalancerNodePorts: true,
  trafficDistribution: true,
};
