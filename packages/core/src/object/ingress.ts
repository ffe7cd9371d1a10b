import type { ObjectMeta } from './metadata.js';
import type { LoadBalancerIngress } from './service.js';

/** The deprecated annotation that names a class. @see kubernetes/website concepts/services-networking/ingress.md */
export const classAnnotation = 'kubernetes.io/ingress.class';

/** Where an Ingress sends requests. @public */
export type IngressBackend =
  | {
      readonly kind: 'service';
      readonly name: string;
      readonly port: { readonly name: string } | { readonly number: number };
    }
  | {
      readonly kind: 'resource';
      readonly apiGroup?: string;
      readonly resourceKind: string;
      readonly name: string;
    };

/** A path rule of an Ingress. @public */
export interface IngressPath {
  readonly path: string;
  readonly pathType: 'Exact' | 'Prefix' | 'ImplementationSpecific';
  readonly backend: IngressBackend;
}

/** The rules of one host; the empty host takes every host. @public */
export interface IngressRule {
  readonly host: string;
  readonly paths: readonly IngressPath[];
}

/** A stored Ingress. @see kubernetes/api networking/v1/types.go @public */
export interface Ingress {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'Ingress';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly ingressClassName?: string;
    readonly defaultBackend?: IngressBackend;
    readonly tls: readonly { readonly hosts: readonly string[]; readonly secretName?: string }[];
    readonly rules: readonly IngressRule[];
  };
  readonly status: { readonly loadBalancer: { readonly ingress: readonly LoadBalancerIngress[] } };
}
