import type { LabelSelector } from './label-selector.js';
import type { ObjectMeta } from './metadata.js';

/**
 * A stored IngressClassParams of the AWS Load Balancer Controller: what all Ingresses of a class say, whatever their
 * annotations do.
 *
 * @see kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/ingress_class.md
 * @public
 */
export interface IngressClassParams {
  readonly apiVersion: 'elbv2.k8s.aws/v1beta1';
  readonly kind: 'IngressClassParams';
  readonly metadata: ObjectMeta;
  readonly spec: {
    /** The namespaces whose Ingresses may be of the class; absent: all. */
    readonly namespaceSelector?: LabelSelector;
    /** The name of the group that all Ingresses of the class are in. */
    readonly group?: string;
    readonly scheme?: 'internal' | 'internet-facing';
    readonly targetType?: 'instance' | 'ip';
    readonly inboundCIDRs?: readonly string[];
    readonly certificateArn?: readonly string[];
    readonly sslRedirectPort?: string;
    readonly loadBalancerAttributes?: readonly { readonly key: string; readonly value: string }[];
    /** Fields with an effect on the way of a request that the model does not follow. */
    readonly notFollowed: readonly string[];
  };
}
