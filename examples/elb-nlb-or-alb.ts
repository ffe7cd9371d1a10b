/**
 * The same shop behind a Classic ELB, behind an NLB and behind an ALB. An annotation is the difference between the first
 * two; the third is an Ingress. What follows from that: who ends the connection, what a pod sees, what is probed, what a
 * client gets when nothing is healthy, and what it costs.
 */
import {
  aws,
  createCluster,
  internet,
  traceRequest,
  type Cluster,
  type HealthProbe,
  type LoadBalancer,
  type Trace,
} from '@kubehop/core';
import { costText, exposures, priceNotes, totalCost, type MonthlyCost } from '@kubehop/core/analysis';
import { explain } from '@kubehop/core/explain';
import { readManifests } from '@kubehop/core/yaml';

type Kind = 'elb' | 'nlb' | 'alb';

const annotations: Readonly<Record<Kind, string>> = {
  elb: '{}',
  nlb: '{ service.beta.kubernetes.io/aws-load-balancer-type: nlb }',
  alb: '{}',
};

/** What is not the same for every row of the table. */
interface Wish {
  readonly policy?: 'Cluster' | 'Local';
  readonly affinity?: 'ClientIP';
  /** The pod fails its readiness probe. */
  readonly ill?: true;
}

const illness =
  'status: { phase: Running, podIP: 10.244.0.9, conditions: [{ type: Ready, status: "False" }] }';

/** The ALB sends to pods; without the annotation it would send to node ports. */
const ingress = `
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: alb }
spec: { controller: ingress.k8s.aws/alb }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
  annotations:
    alb.ingress.kubernetes.io/scheme: internet-facing
    alb.ingress.kubernetes.io/target-type: ip
spec:
  ingressClassName: alb
  rules:
    - http:
        paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }]
`;

function clusterWith(kind: Kind, { policy = 'Cluster', affinity, ill }: Wish = {}): Cluster {
  const manifests = `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec:
  nodeName: ip-10-0-0-1
  containers: [{ name: web, image: example.com/web:1.4, ports: [{ containerPort: 8080 }] }]
${ill === undefined ? '' : illness}
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, annotations: ${annotations[kind]} }
spec:
  type: ${kind === 'alb' ? 'NodePort' : 'LoadBalancer'}
  externalTrafficPolicy: ${policy}
  sessionAffinity: ${affinity ?? 'None'}
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080 }]
${kind === 'alb' ? ingress : ''}
`;
  return createCluster(readManifests(manifests), { platform: aws() });
}

/** What a client is told to ask: the name in the status of the Service, or of the Ingress. */
function toldName(cluster: Cluster): string {
  const told = cluster.get('Ingress', 'shop/web') ?? cluster.get('Service', 'shop/web');
  return told?.status.loadBalancer.ingress[0]?.hostname ?? 'nowhere.invalid';
}

function ask(cluster: Cluster): Trace {
  return traceRequest(cluster, { from: internet(), url: `http://${toldName(cluster)}/` });
}

function balancer(kind: Kind): LoadBalancer | undefined {
  return clusterWith(kind).infrastructure[0];
}

/** Whose address the pod sees. */
function seen(kind: Kind, policy: 'Cluster' | 'Local'): string {
  const cluster = clusterWith(kind, { policy });
  const last = ask(cluster).hops.at(-1);
  if (last?.stage !== 'pod') return 'nothing';
  if (cluster.nodeByAddress(last.client) !== undefined) return `${last.client}, the node`;
  const isBalancer = cluster.infrastructure.some(({ proxyAddress }) => proxyAddress === last.client);
  return `${last.client}, the ${isBalancer ? 'balancer' : 'client'}`;
}

/** What the pod is told of the client in a header. */
function forwarded(kind: Kind): string {
  const last = ask(clusterWith(kind)).hops.at(-1);
  const headers = last?.packet.http?.headers ?? [];
  return headers.find(({ name }) => name.toLowerCase() === 'x-forwarded-for')?.value ?? '-';
}

function probe(kind: Kind, policy: 'Cluster' | 'Local'): string {
  const asked: HealthProbe | null = clusterWith(kind, { policy }).infrastructure[0]?.probe ?? null;
  return asked === null
    ? 'none'
    : `${asked.protocol}, ${asked.kind}, every ${asked.intervalSeconds ?? '?'} s`;
}

function withoutPods(kind: Kind): string {
  const { outcome } = ask(clusterWith(kind, { ill: true }));
  if (outcome.kind === 'response') return `${outcome.status} from the load balancer`;
  return outcome.kind === 'unknown' ? 'not documented' : outcome.kind;
}

/** Whether there is a load balancer for it at all. */
function served(kind: Kind, wish: Wish): string {
  return clusterWith(kind, wish).infrastructure.length > 0 ? 'yes' : 'stays pending';
}

const kinds: readonly Kind[] = ['elb', 'nlb', 'alb'];

function costs(kind: Kind): readonly MonthlyCost[] {
  return exposures(clusterWith(kind)).map(({ cost }) => cost);
}

const rows: readonly (readonly [string, (kind: Kind) => string])[] = [
  ['is', (kind) => balancer(kind)?.kind ?? ''],
  ['parts', (kind) => (balancer(kind)?.parts ?? []).map(({ type, count }) => `${count} ${type}`).join(', ')],
  ['the pod sees, Cluster', (kind) => seen(kind, 'Cluster')],
  ['the pod sees, Local', (kind) => seen(kind, 'Local')],
  ['X-Forwarded-For', forwarded],
  ['health probe, Cluster', (kind) => probe(kind, 'Cluster')],
  ['health probe, Local', (kind) => probe(kind, 'Local')],
  ['no pod is ready', withoutPods],
  ['idle connections end after', (kind) => `${balancer(kind)?.traits.idleTimeoutSeconds ?? '?'} s`],
  ['routes by host and path', (kind) => (balancer(kind)?.layer === 7 ? 'yes' : 'no')],
  ['sessionAffinity: ClientIP', (kind) => served(kind, { affinity: 'ClientIP' })],
  ['costs a month', (kind) => costText(totalCost(costs(kind)))],
];

function line(name: string, elb: string, nlb: string, alb: string): string {
  return `  ${name.padEnd(28)}${elb.padEnd(46)}${nlb.padEnd(44)}${alb}`;
}

/** The story, told. */
export function story(): string {
  return [
    'ELB, NLB or ALB for one shop',
    'The same Service, first as it is, then with the annotation aws-load-balancer-type: nlb, then behind an Ingress\nof class alb.',
    [
      line('', 'Classic ELB', 'NLB', 'ALB'),
      ...rows.map(([name, tell]) => line(name, tell('elb'), tell('nlb'), tell('alb'))),
    ].join('\n'),
    priceNotes(kinds.flatMap(costs)).join('\n'),
    'Under externalTrafficPolicy Local the ELB still hides the client: it ends the connection itself.',
    explain(ask(clusterWith('elb', { policy: 'Local' })), { depth: 'summary' }),
    'The NLB only rewrites the destination:',
    explain(ask(clusterWith('nlb', { policy: 'Local' })), { depth: 'summary' }),
    'The ALB reads the request and sends it to the pod past kube-proxy, whatever the policy; it names the client in a\nheader:',
    explain(ask(clusterWith('alb')), { depth: 'summary' }),
  ].join('\n\n');
}
