import type { ObjectMeta } from './metadata.js';

/** The health check that a BackendConfig asks for. @public */
export interface BackendHealthCheck {
  readonly checkIntervalSec?: number;
  readonly timeoutSec?: number;
  readonly healthyThreshold?: number;
  readonly unhealthyThreshold?: number;
  readonly type?: 'HTTP' | 'HTTPS' | 'HTTP2';
  readonly port?: number;
  readonly requestPath?: string;
}

/**
 * A stored BackendConfig of Google Kubernetes Engine: what the load balancer of an Ingress does for a port of a Service.
 *
 * @see kubernetes/ingress-gce pkg/apis/backendconfig/v1/types.go
 * @public
 */
export interface BackendConfig {
  readonly apiVersion: 'cloud.google.com/v1';
  readonly kind: 'BackendConfig';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly healthCheck?: BackendHealthCheck;
    readonly drainingTimeoutSec?: number;
    /** Whether Identity-Aware Proxy asks clients who they are. */
    readonly asksWho: boolean;
    /** The fields that change what becomes of a request in a way that is not followed. */
    readonly notFollowed: readonly string[];
  };
}
