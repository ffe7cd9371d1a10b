import type { ObjectMeta } from './metadata.js';

/**
 * A stored FrontendConfig of Google Kubernetes Engine: what the load balancer of an Ingress does with clients.
 *
 * @see kubernetes/ingress-gce pkg/apis/frontendconfig/v1beta1/types.go
 * @public
 */
export interface FrontendConfig {
  readonly apiVersion: 'networking.gke.io/v1beta1';
  readonly kind: 'FrontendConfig';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly redirectToHttps?: { readonly enabled: boolean; readonly responseCodeName: string };
  };
}
