/**
 * Ten web sites, exposed in two ways on three platforms: a LoadBalancer Service for each of them, or an Ingress for each
 * of them and one LoadBalancer Service in front of the Ingress controller. The first pays for ten of everything and shares
 * nothing; the second pays once, and once is enough to lose all of them.
 */
import { aws, createCluster, gcp, metallb, traceRequest, type Cluster, type Platform } from '@kubehop/core';
import { costText, exposures, priceNotes, totalCost } from '@kubehop/core/analysis';
import { readManifests } from '@kubehop/core/yaml';

type Design = 'ten load balancers' | 'one Ingress controller';

const designs: readonly Design[] = ['ten load balancers', 'one Ingress controller'];

const sites = Array.from({ length: 10 }, (_, index) => `site-${index + 1}`);

function site(name: string, design: Design): string {
  const isBalanced = design === 'ten load balancers';
  const published = `annotations: { external-dns.alpha.kubernetes.io/hostname: ${name}.example.com }`;
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: web }
spec:
  replicas: 2
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: web, image: example.com/${name}:1.0, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: web${isBalanced ? `, ${published}` : ''} }
spec:
  type: ${isBalanced ? 'LoadBalancer' : 'ClusterIP'}
  selector: { app: ${name} }
  ports: [{ port: 80, targetPort: 8080 }]
---
${isBalanced ? '' : ingress(name)}
`;
}

function ingress(name: string): string {
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: web }
spec:
  ingressClassName: nginx
  rules:
    - host: ${name}.example.com
      http:
        paths: [{ path: /, pathType: Prefix, backend: { service: { name: ${name}, port: { number: 80 } } } }]
---
`;
}

const controller = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: controller, namespace: ingress-nginx }
spec:
  replicas: 2
  selector: { matchLabels: { app: ingress-nginx } }
  template:
    metadata: { labels: { app: ingress-nginx } }
    spec:
      containers:
        - name: controller
          image: registry.k8s.io/ingress-nginx/controller:v1.15.1
          args: [/nginx-ingress-controller, --publish-service=ingress-nginx/controller]
          ports: [{ name: http, containerPort: 80 }]
---
apiVersion: v1
kind: Service
metadata: { name: controller, namespace: ingress-nginx }
spec: { type: LoadBalancer, selector: { app: ingress-nginx }, ports: [{ port: 80, targetPort: http }] }
`;

function clusterWith(design: Design, platform: Platform): Cluster {
  const ofController = design === 'one Ingress controller' ? controller : '';
  const manifests = sites.map((name) => site(name, design)).join('') + ofController;
  return createCluster(readManifests(manifests), { platform });
}

function inventory(cluster: Cluster): string {
  const counts = new Map<string, number>();
  for (const { parts } of cluster.infrastructure) {
    for (const { type, count } of parts) counts.set(type, (counts.get(type) ?? 0) + count);
  }
  return [...counts].map(([type, count]) => `${count} ${type}`).join(', ');
}

/** How many sites come through the same load balancer, and fail with it. */
function sharedFate(cluster: Cluster): string {
  const shared = exposures(cluster).flatMap(({ kind, sharesFateWith }) =>
    kind === 'load-balancer' ? [sharesFateWith.filter((other) => other.kind === 'Ingress').length] : [],
  );
  const most = Math.max(...shared);
  return String(Math.max(most, 1));
}

/** What becomes of a request for each site. */
function answers(cluster: Cluster): readonly string[] {
  return sites.map((name) => {
    const { hops, outcome } = traceRequest(cluster, { url: `http://${name}.example.com/` });
    const last = hops.at(-1);
    const address = hops.find(({ stage }) => stage === 'dns');
    const asked = address?.stage === 'dns' ? address.addresses.join(', ') : '';
    if (last?.stage !== 'pod' || outcome.kind !== 'response') return `${name}: ${outcome.cause.message}`;
    const way = hops.flatMap(({ stage }) => (stage === 'client' || stage === 'dns' ? [] : [stage]));
    return `${asked} -> ${way.join(' -> ')} of ${last.workload?.name ?? ''}: ${outcome.status}`;
  });
}

/** How many sites answer. */
function answering(cluster: Cluster): number {
  return sites.filter((name) => {
    const { outcome } = traceRequest(cluster, { url: `http://${name}.example.com/` });
    return outcome.kind === 'response' && outcome.from === 'application';
  }).length;
}

/** The sites that answer still when the controller is scaled to nothing, or the pods of one site are. */
function whenScaledDown(cluster: Cluster, design: Design): string {
  const manifest =
    design === 'ten load balancers'
      ? site('site-1', design).replace('replicas: 2', 'replicas: 0')
      : controller.replace('replicas: 2', 'replicas: 0');
  const { manifests } = readManifests(manifest);
  const left = cluster.apply(...manifests.map(({ value }) => value));
  return `${answering(left)} of ${sites.length} answer`;
}

const platforms: readonly (readonly [string, Platform])[] = [
  ['AWS', aws()],
  ['Google Cloud', gcp()],
  ['MetalLB', metallb()],
];

function told(name: string, platform: Platform): string {
  const clusters = designs.map((design) => [design, clusterWith(design, platform)] as const);
  const rows: readonly (readonly [string, (cluster: Cluster, design: Design) => string])[] = [
    ['provisioned', inventory],
    ['costs a month', (cluster) => costText(totalCost(exposures(cluster).map((exposure) => exposure.cost)))],
    ['sites that answer', (cluster) => `${answering(cluster)} of ${sites.length}`],
    ['sites behind one load balancer', sharedFate],
    ['what fails first is scaled to 0', whenScaledDown],
  ];
  return [
    `  ${name.padEnd(34)}${designs.map((design) => design.padEnd(50)).join('')}`.trimEnd(),
    ...rows.map(([title, tell]) =>
      `  ${title.padEnd(34)}${clusters.map(([design, cluster]) => tell(cluster, design).padEnd(50)).join('')}`.trimEnd(),
    ),
  ].join('\n');
}

/** The story, told. */
export function story(): string {
  const costs = platforms.flatMap(([, platform]) =>
    designs.flatMap((design) => exposures(clusterWith(design, platform)).map(({ cost }) => cost)),
  );
  return [
    'Ten web sites',
    'A LoadBalancer Service for each, or an Ingress for each and one LoadBalancer Service in front of the controller.\nWhat fails first is the pods of one site here, and the pods of the controller there.',
    ...platforms.map(([name, platform]) => told(name, platform)),
    priceNotes(costs).join('\n'),
    ...designs.map((design) =>
      [
        `On AWS, ${design}, a request for each site:`,
        ...answers(clusterWith(design, aws())).map((text) => `  ${text}`),
      ].join('\n'),
    ),
  ].join('\n\n');
}
