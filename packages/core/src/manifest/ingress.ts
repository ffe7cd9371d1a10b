import type { NotModelled, ObjectMetadata } from './metadata.js';
import type { LoadBalancerIngressManifest } from './service.js';

/** Where an Ingress sends requests, as written: a Service's port, or another resource. @public */
export interface IngressBackendManifest {
  readonly service?: {
    readonly name: string;
    readonly port?: { readonly name?: string; readonly number?: number };
  };
  readonly resource?: { readonly apiGroup?: string | null; readonly kind: string; readonly name: string };
}

/** A path rule of an Ingress, as written. @public */
export interface IngressPathManifest {
  readonly path?: string;
  readonly pathType: 'Exact' | 'Prefix' | 'ImplementationSpecific';
  readonly backend: IngressBackendManifest;
}

/** The rules of one host, as written. @public */
export interface IngressRuleManifest {
  readonly host?: string;
  readonly http?: { readonly paths: readonly IngressPathManifest[] };
}

/** The specification of an Ingress, as written. @public */
export interface IngressSpecManifest {
  readonly ingressClassName?: string;
  readonly defaultBackend?: IngressBackendManifest;
  readonly tls?: readonly { readonly hosts?: readonly string[]; readonly secretName?: string }[];
  readonly rules?: readonly IngressRuleManifest[];
}

/** An Ingress, as written. @see kubernetes/api networking/v1/types.go, Ingress @public */
export interface IngressManifest {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'Ingress';
  readonly metadata: ObjectMetadata;
  readonly spec?: IngressSpecManifest;
  readonly status?: {
    readonly loadBalancer?: { readonly ingress?: readonly LoadBalancerIngressManifest[] };
    readonly conditions?: NotModelled;
  };
}

/** The names of the fields of an Ingress's specification. */
export const ingressSpecFields: Readonly<Record<keyof IngressSpecManifest, true>> = {
  ingressClassName: true,
  defaultBackend: true,
  tls: true,
  rules: true,
};
