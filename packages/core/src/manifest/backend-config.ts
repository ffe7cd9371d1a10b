import type { NotModelled, ObjectMetadata } from './metadata.js';

/** The health check of a BackendConfig, as written. @public */
export interface BackendHealthCheckManifest {
  readonly checkIntervalSec?: number;
  readonly timeoutSec?: number;
  readonly healthyThreshold?: number;
  readonly unhealthyThreshold?: number;
  readonly type?: 'HTTP' | 'HTTPS' | 'HTTP2';
  readonly port?: number;
  readonly requestPath?: string;
}

/** The specification of a BackendConfig, as written. @public */
export interface BackendConfigSpecManifest {
  readonly healthCheck?: BackendHealthCheckManifest;
  readonly timeoutSec?: number;
  readonly connectionDraining?: { readonly drainingTimeoutSec?: number };
  readonly iap?: NotModelled;
  readonly cdn?: NotModelled;
  readonly securityPolicy?: NotModelled;
  readonly sessionAffinity?: NotModelled;
  readonly customRequestHeaders?: NotModelled;
  readonly customResponseHeaders?: NotModelled;
  readonly logging?: NotModelled;
}

/** A BackendConfig, as written. @see kubernetes/ingress-gce pkg/apis/backendconfig/v1/types.go @public */
export interface BackendConfigManifest {
  readonly apiVersion: 'cloud.google.com/v1';
  readonly kind: 'BackendConfig';
  readonly metadata: ObjectMetadata;
  readonly spec?: BackendConfigSpecManifest;
}

/** The names of the fields of a BackendConfig's specification. */
export const backendConfigSpecFields: Readonly<Record<keyof BackendConfigSpecManifest, true>> = {
  healthCheck: true,
  timeoutSec: true,
  connectionDraining: true,
  iap: true,
  cdn: true,
  securityPolicy: true,
  sessionAffinity: true,
  customRequestHeaders: true,
  customResponseHeaders: true,
  logging: true,
};
