import type { ObjectMeta, StringMap } from './metadata.js';

/** A port of a Service. `nodePort` is absent until one is allocated. @public */
export interface ServicePort {
  /** The empty string when the only port has no name. */
  readonly name: string;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly port: number;
  readonly targetPort: number | string;
  readonly nodePort?: number;
  readonly appProtocol?: string;
}

/** One address that a load balancer reported. @public */
export interface LoadBalancerIngress {
  readonly ip?: string;
  readonly hostname?: string;
  readonly ipMode?: 'VIP' | 'Proxy';
}

/** A stored Service. @see kubernetes/api core/v1/types.go, ServiceSpec @public */
export interface Service {
  readonly apiVersion: 'v1';
  readonly kind: 'Service';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
    readonly ports: readonly ServicePort[];
    /** Absent or empty: nobody derives endpoints for this Service. */
    readonly selector?: StringMap;
    /** The empty string until allocated; `None` is headless. */
    readonly clusterIP: string;
    readonly clusterIPs: readonly string[];
    readonly ipFamilies: readonly ('IPv4' | 'IPv6')[];
    readonly ipFamilyPolicy?: 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
    readonly externalIPs: readonly string[];
    readonly externalName?: string;
    readonly externalTrafficPolicy: 'Cluster' | 'Local';
    readonly internalTrafficPolicy: 'Cluster' | 'Local';
    readonly healthCheckNodePort?: number;
    readonly publishNotReadyAddresses: boolean;
    readonly sessionAffinity: 'None' | 'ClientIP';
    /** `sessionAffinityConfig.clientIP.timeoutSeconds`; 10800 unless given. */
    readonly sessionAffinityTimeoutSeconds: number;
    readonly loadBalancerIP?: string;
    readonly loadBalancerSourceRanges: readonly string[];
    readonly loadBalancerClass?: string;
    readonly allocateLoadBalancerNodePorts: boolean;
    readonly trafficDistribution?: string;
  };
  readonly status: { readonly loadBalancer: { readonly ingress: readonly LoadBalancerIngress[] } };
}
