/**
 * Five ways into the same shop on AWS, and the address that its pod takes for the client's on each of them. What keeps
 * the client's address is not the word `Local`: whoever ends the connection puts its own address in its place.
 */
import { aws, createCluster, internet, traceRequest, type Cluster, type Trace } from '@kubehop/core';
import { explain } from '@kubehop/core/explain';
import { readManifests } from '@kubehop/core/yaml';

const nlb =
  'service.beta.kubernetes.io/aws-load-balancer-type: external, service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing';

const manifests = `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec:
  containers: [{ name: web, image: example.com/web:1.4, ports: [{ containerPort: 8080 }] }]
---
apiVersion: v1
kind: Pod
metadata: { name: edge, namespace: shop, labels: { app: edge } }
spec:
  hostNetwork: true
  containers: [{ name: edge, image: example.com/web:1.4, ports: [{ containerPort: 8080 }] }]
---
apiVersion: v1
kind: Service
metadata: { name: port, namespace: shop }
spec: { type: NodePort, selector: { app: web }, ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: elb, namespace: shop }
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080 }]
---
apiVersion: v1
kind: Service
metadata: { name: nlb, namespace: shop, annotations: { ${nlb} } }
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080 }]
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }
---
apiVersion: v1
kind: Pod
metadata: { name: controller, namespace: ingress-nginx, labels: { app: ingress-nginx } }
spec:
  containers:
    - name: controller
      image: registry.k8s.io/ingress-nginx/controller:v1.15.1
      args: [/nginx-ingress-controller, --publish-service=ingress-nginx/controller]
      ports: [{ name: http, containerPort: 80 }]
---
apiVersion: v1
kind: Service
metadata: { name: controller, namespace: ingress-nginx, annotations: { ${nlb} } }
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
  selector: { app: ingress-nginx }
  ports: [{ name: http, port: 80, targetPort: http }]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths: [{ path: /, pathType: Prefix, backend: { service: { name: port, port: { number: 80 } } } }]
`;

/** The name that is told in the status of a Service. */
function toldName(cluster: Cluster, service: string): string {
  return cluster.get('Service', `shop/${service}`)?.status.loadBalancer.ingress[0]?.hostname ?? 'no name';
}

/** The public address of the node that a pod is on. */
function nodeOf(cluster: Cluster, pod: string): string {
  const node = cluster.get('Node', cluster.get('Pod', `shop/${pod}`)?.spec.nodeName ?? '');
  return node?.status.addresses.find(({ type }) => type === 'ExternalIP')?.address ?? 'no address';
}

/** The ways by their names, each with the URL that a client asks. */
function ways(cluster: Cluster): readonly (readonly [string, string])[] {
  return [
    ['hostNetwork', `http://${nodeOf(cluster, 'edge')}:8080/`],
    ['NodePort', `http://${nodeOf(cluster, 'web')}:30080/`],
    ['ELB, Local', `http://${toldName(cluster, 'elb')}/`],
    ['NLB, Local', `http://${toldName(cluster, 'nlb')}/`],
    ['Ingress, NLB', 'http://shop.example.com/'],
  ];
}

/** Whose address it is. */
function owner(cluster: Cluster, { request }: Trace, address: string): string {
  const holder = cluster.podByAddress(address) ?? cluster.nodeByAddress(address);
  if (holder !== undefined) return `the ${holder.kind.toLowerCase()} ${holder.metadata.name}`;
  const balancer = cluster.infrastructure.find(({ proxyAddress }) => proxyAddress === address);
  if (balancer !== undefined) return 'the load balancer';
  return request.from.kind === 'internet' && request.from.address === address ? 'the client' : 'nobody known';
}

function row(cluster: Cluster, way: string, trace: Trace): string {
  const last = trace.hops.at(-1);
  if (last?.stage !== 'pod') return `  ${way}: ${trace.outcome.cause.message}`;
  const forwarded = last.packet.http?.headers.find(({ name }) => name.toLowerCase() === 'x-forwarded-for');
  return [
    `  ${way.padEnd(14)}`,
    String(trace.hops.filter(({ stage }) => stage !== 'dns').length).padEnd(6),
    last.client.padEnd(14),
    owner(cluster, trace, last.client).padEnd(22),
    forwarded?.value ?? '-',
  ].join('');
}

/** The story, told. */
export function story(): string {
  const cluster = createCluster(readManifests(manifests), { platform: aws() });
  const traces = ways(cluster).map(
    ([way, url]) => [way, traceRequest(cluster, { from: internet(), url })] as const,
  );
  return [
    'The address of the client, through five ways in',
    'A client in the internet, 203.0.113.7, asks the same shop. What does the pod see?',
    [
      '  way           hops  source        whose                 X-Forwarded-For',
      ...traces.map(([way, trace]) => row(cluster, way, trace)),
    ].join('\n'),
    'Local forbids the node to put its own address in. A Classic ELB has done that before, as has\nthe controller of an Ingress, which hands the client on in a header.',
    ...traces
      .filter(([way]) => way.endsWith('Local'))
      .map(([, trace]) => explain(trace, { depth: 'summary' })),
  ].join('\n\n');
}
