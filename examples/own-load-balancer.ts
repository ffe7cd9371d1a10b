/**
 * A pod asks the load balancer of its own cluster. With an address of `ipMode: VIP`, the default, kube-proxy of its node
 * answers for the balancer and nothing leaves the cluster. With `ipMode: Proxy`, or a host name alone, the request really
 * goes out and comes back, and a target that gets its own packet back drops it.
 */
import {
  aws,
  createCluster,
  gcp,
  kind,
  pod,
  traceAll,
  type Cluster,
  type Platform,
  type Trace,
} from '@kubehop/core';
import { explain } from '@kubehop/core/explain';
import { readManifests } from '@kubehop/core/yaml';

function clusterOn(platform: Platform, annotations: string): Cluster {
  const manifests = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: example.com/web:1.4, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Pod
metadata: { name: client, namespace: shop }
spec: { containers: [{ name: client, image: example.com/client:1.0 }] }
---
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
  annotations: { external-dns.alpha.kubernetes.io/hostname: shop.example.com${annotations} }
spec:
  type: LoadBalancer
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080 }]
`;
  return createCluster(readManifests(manifests), { platform });
}

function told(cluster: Cluster): string {
  const [entry] = cluster.get('Service', 'shop/web')?.status.loadBalancer.ingress ?? [];
  return entry?.ip === undefined ? 'a host name alone' : `ip with ipMode ${entry.ipMode ?? 'VIP'}`;
}

/** Whether the request went out to the balancer, and what came of it. */
function fate({ hops, outcome }: Trace): string {
  const through = hops.some(({ stage }) => stage === 'load-balancer') ? 'goes out to it' : 'stays inside';
  const end =
    outcome.kind === 'response' ? `answer ${outcome.status}` : `${outcome.kind}: ${outcome.cause.code}`;
  return `${through}, ${end}`;
}

/** The fates of all ways, equal ones together. */
function fates(cluster: Cluster): readonly string[] {
  const shares = new Map<string, number>();
  for (const { trace, probability } of traceAll(cluster, request).branches) {
    shares.set(fate(trace), (shares.get(fate(trace)) ?? 0) + probability);
  }
  return [...shares].map(([text, share]) => `    ${(share * 100).toFixed(0).padStart(3)} %  ${text}`);
}

const request = { from: pod('shop', 'client'), url: 'http://shop.example.com/' };

const nlb = ', service.beta.kubernetes.io/aws-load-balancer-type: nlb';

const places: readonly (readonly [string, Cluster])[] = [
  ['Google Cloud', clusterOn(gcp(), '')],
  ['kind', clusterOn(kind({ nodes: 3 }), '')],
  ['NLB on AWS', clusterOn(aws(), nlb)],
];

/** A way of the NLB on which the request comes back to where it came from. */
function hairpin(cluster: Cluster): string {
  const { branches } = traceAll(cluster, request);
  const lost = branches.find(({ trace }) => trace.outcome.cause.code === 'hairpin-to-itself');
  return lost === undefined
    ? 'No request comes back to where it came from.'
    : explain(lost.trace, { depth: 'summary' });
}

/** The story, told. */
export function story(): string {
  return [
    'A pod that asks the load balancer of its own cluster',
    'Pod client asks shop.example.com, which is the load balancer of Service web beside it.\nWhether it gets there hangs on what stands in the status of the Service:',
    places.map(([name, cluster]) => [`  ${name}: ${told(cluster)}`, ...fates(cluster)].join('\n')).join('\n'),
    'The NLB keeps the source. A node that is chosen for its own request sees a packet from itself:',
    ...places.filter(([name]) => name.startsWith('NLB')).map(([, cluster]) => hairpin(cluster)),
  ].join('\n\n');
}
