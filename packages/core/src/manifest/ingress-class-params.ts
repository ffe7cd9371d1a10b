import type { LabelSelectorManifest } from './label-selector.js';
import type { NotModelled, ObjectMetadata } from './metadata.js';

/** An attribute of a load balancer of AWS, as written. @public */
export interface LoadBalancerAttributeManifest {
  readonly key: string;
  readonly value: string;
}

/** The specification of an IngressClassParams, as written. @public */
export interface IngressClassParamsSpecManifest {
  readonly namespaceSelector?: LabelSelectorManifest;
  readonly group?: { readonly name: string };
  readonly scheme?: 'internal' | 'internet-facing';
  readonly targetType?: 'instance' | 'ip';
  readonly inboundCIDRs?: readonly string[];
  readonly certificateArn?: readonly string[];
  readonly sslRedirectPort?: string;
  readonly loadBalancerAttributes?: readonly LoadBalancerAttributeManifest[];
  readonly ipAddressType?: NotModelled;
  readonly subnets?: NotModelled;
  readonly prefixListsIDs?: NotModelled;
  readonly PrefixListsIDs?: NotModelled;
  readonly listeners?: NotModelled;
  readonly wafv2AclArn?: NotModelled;
  readonly wafv2AclName?: NotModelled;
  readonly loadBalancerName?: NotModelled;
  readonly sslPolicy?: NotModelled;
  readonly tags?: NotModelled;
  readonly minimumLoadBalancerCapacity?: NotModelled;
  readonly ipamConfiguration?: NotModelled;
}

/** An IngressClassParams of the AWS Load Balancer Controller, as written. @see kubernetes-sigs/aws-load-balancer-controller apis/elbv2/v1beta1/ingressclassparams_types.go @public */
export interface IngressClassParamsManifest {
  readonly apiVersion: 'elbv2.k8s.aws/v1beta1';
  readonly kind: 'IngressClassParams';
  readonly metadata: ObjectMetadata;
  readonly spec?: IngressClassParamsSpecManifest;
}

/** The names of the fields of an IngressClassParams's specification. */
export const ingressClassParamsSpecFields: Readonly<Record<keyof IngressClassParamsSpecManifest, true>> = {
  namespaceSelector: true,
  group: true,
  scheme: true,
  targetType: true,
  inboundCIDRs: true,
  certificateArn: true,
  sslRedirectPort: true,
  loadBalancerAttributes: true,
  ipAddressType: true,
  subnets: true,
  prefixListsIDs: true,
  PrefixListsIDs: true,
  listeners: true,
  wafv2AclArn: true,
  wafv2AclName: true,
  loadBalancerName: true,
  sslPolicy: true,
  tags: true,
  minimumLoadBalancerCapacity: true,
  ipamConfiguration: true,
};
