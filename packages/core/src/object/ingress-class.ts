import type { ObjectMeta } from './metadata.js';

/** A stored IngressClass. @public */
export interface IngressClass {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'IngressClass';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly controller: string;
    readonly parameters?: {
      readonly apiGroup?: string;
      readonly kind: string;
      readonly name: string;
      readonly scope: 'Cluster' | 'Namespace';
      readonly namespace?: string;
    };
  };
}
