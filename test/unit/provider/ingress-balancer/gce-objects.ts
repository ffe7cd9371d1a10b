import type { Cluster } from '../../../../packages/core/src/cluster/cluster.js';
import type { LoadBalancer } from '../../../../packages/core/src/cluster/infrastructure.js';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';
import { gcp } from '../../../../packages/core/src/provider/gcp.js';

/** Texts by name. */
export type StringMap = Readonly<Record<string, string>>;

/** What an Ingress says. */
export interface Stated {
  readonly annotations?: StringMap;
  readonly spec?: object;
  readonly paths?: readonly object[];
}

/** The Ingress `default/web` for a.example.com. */
export function ingress({ annotations = {}, spec = {}, paths = [path('/')] }: Stated = {}): unknown {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'default', annotations },
    spec: { rules: [{ host: 'a.example.com', http: { paths } }], ...spec },
  };
}

/** A path of it, to port 80 of a Service. */
export function path(text: string, pathType = 'Prefix', name = 'web'): object {
  return { path: text, pathType, backend: { service: { name, port: { number: 80 } } } };
}

/** The Service `default/web`. */
export function service(type = 'NodePort', annotations: StringMap = {}): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'default', annotations },
    spec: {
      type,
      selector: { app: 'web' },
      ports: [{ name: 'http', port: 80, targetPort: 8080, ...(type === 'NodePort' && { nodePort: 30080 }) }],
    },
  };
}

/** A pod of it. */
export function pod(readinessProbe?: object): unknown {
  const container = { name: 'c', image: 'c', ports: [{ containerPort: 8080 }] };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'default', labels: { app: 'web' } },
    spec: { containers: [readinessProbe === undefined ? container : { ...container, readinessProbe }] },
  };
}

/** The BackendConfig or FrontendConfig `default/config`. */
export function config(kind: string, spec: object): unknown {
  const apiVersion = kind === 'BackendConfig' ? 'cloud.google.com/v1' : 'networking.gke.io/v1beta1';
  return { apiVersion, kind, metadata: { name: 'config', namespace: 'default' }, spec };
}

/** The Secret `default/tls` with a certificate that cannot be read. */
export const secret: unknown = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'tls', namespace: 'default' },
  type: 'kubernetes.io/tls',
  data: { 'tls.crt': 'YQ==', 'tls.key': 'YQ==' },
};

/** A cluster of GKE that is not VPC-native. */
export function clusterOf(...objects: readonly unknown[]): Cluster {
  return createCluster(objects, { platform: gcp({ vpcNative: false }) });
}

/** The load balancer of a cluster with one. */
export function only(cluster: Cluster): LoadBalancer {
  const [balancer] = cluster.infrastructure;
  if (balancer === undefined) throw new TypeError('no load balancer');
  return balancer;
}

/** The annotation that names the class. */
export const classAnnotation = 'kubernetes.io/ingress.class';
