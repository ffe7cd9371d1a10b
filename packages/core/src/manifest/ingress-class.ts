import type { ObjectMetadata } from './metadata.js';

/** The specification of an IngressClass, as written. @public */
export interface IngressClassSpecManifest {
  readonly controller?: string;
  readonly parameters?: {
    readonly apiGroup?: string | null;
    readonly kind: string;
    readonly name: string;
    readonly scope?: 'Cluster' | 'Namespace';
    readonly namespace?: string;
  };
}

/** An IngressClass, as written. @see kubernetes/api networking/v1/types.go, IngressClass @public */
export interface IngressClassManifest {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'IngressClass';
  readonly metadata: ObjectMetadata;
  readonly spec?: IngressClassSpecManifest;
}

/** The names of the fields of an IngressClass's specification. */
export const ingressClassSpecFields: Readonly<Record<keyof IngressClassSpecManifest, true>> = {
  controller: true,
  parameters: true,
};
