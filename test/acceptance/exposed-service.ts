import { createCluster, type Cluster, type Platform } from '@kubehop/core';

/** An externalTrafficPolicy. */
export type Policy = 'Cluster' | 'Local';

/** What a Service asks for, and the state of its only pod. */
export interface Asked {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly protocol?: 'UDP';
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly ready?: boolean;
  /** The annotations of an Ingress of class `alb` in front of the Service, which is of type NodePort then. */
  readonly alb?: Readonly<Record<string, string>>;
}

const published = { 'external-dns.alpha.kubernetes.io/hostname': 'web.example.com' };

/** A Service of type LoadBalancer, or an Ingress of an ALB, with a pod on the last node that takes traffic of load balancers. */
export function exposed(
  platform: Platform,
  { annotations = {}, protocol, spec = {}, ready = true, alb }: Asked,
): Cluster {
  const nodeName = createCluster([], { platform }).list('Node').at(-1)?.metadata.name;
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
    spec: {
      nodeName,
      containers: [
        {
          name: 'web',
          image: 'web',
          ports: [{ containerPort: 8080 }, { containerPort: 8080, protocol: 'UDP' }],
        },
      ],
    },
    ...(ready
      ? {}
      : {
          status: { phase: 'Running', podIP: '10.244.2.9', conditions: [{ type: 'Ready', status: 'False' }] },
        }),
  };
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'web',
      namespace: 'shop',
      annotations: alb === undefined ? { ...published, ...annotations } : annotations,
    },
    spec: {
      type: alb === undefined ? 'LoadBalancer' : 'NodePort',
      selector: { app: 'web' },
      ports: [{ port: 80, targetPort: 8080, protocol: protocol ?? 'TCP' }],
      ...spec,
    },
  };
  return createCluster([pod, service, ...(alb === undefined ? [] : [ingressOf(alb)])], { platform });
}

/** What the annotations of an Ingress start with. */
export const albPrefix = 'alb.ingress.kubernetes.io/';

function ingressOf(annotations: Readonly<Record<string, string>>): unknown {
  const backend = { service: { name: 'web', port: { number: 80 } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'shop', annotations },
    spec: {
      ingressClassName: 'alb',
      rules: [{ host: 'web.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
    },
  };
}
