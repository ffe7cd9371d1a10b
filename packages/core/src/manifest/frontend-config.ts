import type { NotModelled, ObjectMetadata } from './metadata.js';

/** The specification of a FrontendConfig, as written. @public */
export interface FrontendConfigSpecManifest {
  readonly redirectToHttps?: { readonly enabled: boolean; readonly responseCodeName?: string };
  readonly sslPolicy?: NotModelled;
}

/** A FrontendConfig, as written. @see kubernetes/ingress-gce pkg/apis/frontendconfig/v1beta1/types.go @public */
export interface FrontendConfigManifest {
  readonly apiVersion: 'networking.gke.io/v1beta1';
  readonly kind: 'FrontendConfig';
  readonly metadata: ObjectMetadata;
  readonly spec?: FrontendConfigSpecManifest;
}

/** The names of the fields of a FrontendConfig's specification. */
export const frontendConfigSpecFields: Readonly<Record<keyof FrontendConfigSpecManifest, true>> = {
  redirectToHttps: true,
  sslPolicy: true,
};
