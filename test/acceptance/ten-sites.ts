import { createCluster, type Cluster, type Platform } from '@kubehop/core';

/** How ten sites are exposed: each by a load balancer of its own, or all by one Ingress controller. */
export type Design = 'balancers' | 'ingress';

export const sites: readonly string[] = Array.from({ length: 10 }, (_, index) => `site-${index}`);

export const hostOf = (site: string): string => `${site}.example.com`;

type Manifest = Readonly<Record<string, unknown>>;

function deployment(name: string, namespace: string, container: Manifest): Manifest {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [container] } },
    },
  };
}

function service(name: string, namespace: string, type: 'ClusterIP' | 'LoadBalancer'): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: { type, selector: { app: name }, ports: [{ port: 80, targetPort: 'http' }] },
  };
}

function ingress(name: string): Manifest {
  const backend = { service: { name, port: { number: 80 } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace: 'web' },
    spec: {
      ingressClassName: 'nginx',
      rules: [{ host: hostOf(name), http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
    },
  };
}

const controller: readonly Manifest[] = [
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'nginx' },
    spec: { controller: 'k8s.io/ingress-nginx' },
  },
  deployment('controller', 'ingress', {
    name: 'controller',
    image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1',
    args: ['/nginx-ingress-controller', '--publish-service=ingress/controller'],
    ports: [{ name: 'http', containerPort: 80 }],
  }),
  service('controller', 'ingress', 'LoadBalancer'),
];

/** Ten sites of two pods each. */
export function tenSites(design: Design, platform: Platform): Cluster {
  const pods = sites.map((site) =>
    deployment(site, 'web', { name: 'web', image: site, ports: [{ name: 'http', containerPort: 8080 }] }),
  );
  const type = design === 'balancers' ? 'LoadBalancer' : 'ClusterIP';
  const services = sites.map((site) => service(site, 'web', type));
  const above = design === 'balancers' ? [] : [...controller, ...sites.map(ingress)];
  return createCluster([...pods, ...services, ...above], { platform });
}

/** The cluster without a Deployment, and so without its pods. */
export function withoutWorkload(cluster: Cluster, name: string, namespace: string): Cluster {
  const found = cluster.get('Deployment', `${namespace}/${name}`);
  if (found === undefined) throw new Error(`there is no Deployment ${namespace}/${name}`);
  return cluster.delete({ kind: 'Deployment', namespace, name });
}
