/**
 * The same shop behind a Classic ELB and behind an NLB. One annotation is the difference, and with it who ends the
 * connection, what a pod sees, what is probed, and what a client gets when nothing is healthy.
 */
import {
  aws,
  createCluster,
  internet,
  traceRequest,
  type Cluster,
  type LoadBalancer,
  type Trace,
} from '@kubehop/core';
import { explain } from '@kubehop/core/explain';
import { readManifests } from '@kubehop/core/yaml';

type Kind = 'elb' | 'nlb';

const annotations: Readonly<Record<Kind, string>> = {
  elb: '{}',
  nlb: '{ service.beta.kubernetes.io/aws-load-balancer-type: nlb }',
};

/** What is not the same for every row of the table. */
interface Wish {
  readonly policy?: 'Cluster' | 'Local';
  readonly affinity?: 'ClientIP';
  readonly protocol?: 'UDP';
  /** The pod fails its readiness probe. */
  readonly ill?: true;
}

const illness =
  'status: { phase: Running, podIP: 10.244.0.9, conditions: [{ type: Ready, status: "False" }] }';

function clusterWith(kind: Kind, { policy, affinity, protocol, ill }: Wish = {}): Cluster {
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
  type: LoadBalancer
  externalTrafficPolicy: ${policy ?? 'Cluster'}
  sessionAffinity: ${affinity ?? 'None'}
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080, protocol: ${protocol ?? 'TCP'} }]
`;
  return createCluster(readManifests(manifests), { platform: aws() });
}

function ask(cluster: Cluster): Trace {
  const host =
    cluster.get('Service', 'shop/web')?.status.loadBalancer.ingress[0]?.hostname ?? 'nowhere.invalid';
  return traceRequest(cluster, { from: internet(), url: `http://${host}/` });
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

function probe(kind: Kind, policy: 'Cluster' | 'Local'): string {
  const asked = clusterWith(kind, { policy }).infrastructure[0]?.probe;
  if (asked === null || asked === undefined) return 'none';
  return `${asked.protocol}, ${asked.kind}, every ${asked.intervalSeconds ?? '?'} s`;
}

function withoutPods(kind: Kind): string {
  const { outcome } = ask(clusterWith(kind, { ill: true }));
  return outcome.kind === 'unknown' ? 'not documented' : outcome.kind;
}

/** Whether the Service gets a load balancer at all. */
function served(kind: Kind, wish: Wish): string {
  return clusterWith(kind, wish).problems.some(({ code }) => code === 'load-balancer-pending')
    ? 'stays pending'
    : 'yes';
}

const rows: readonly (readonly [string, (kind: Kind) => string])[] = [
  ['is', (kind) => balancer(kind)?.kind ?? ''],
  ['parts', (kind) => (balancer(kind)?.parts ?? []).map(({ type, count }) => `${count} ${type}`).join(', ')],
  ['the pod sees, Cluster', (kind) => seen(kind, 'Cluster')],
  ['the pod sees, Local', (kind) => seen(kind, 'Local')],
  ['health probe, Cluster', (kind) => probe(kind, 'Cluster')],
  ['health probe, Local', (kind) => probe(kind, 'Local')],
  ['no pod is ready', withoutPods],
  ['idle connections end after', (kind) => `${balancer(kind)?.traits.idleTimeoutSeconds ?? '?'} s`],
  ['takes UDP', (kind) => served(kind, { protocol: 'UDP' })],
  ['sessionAffinity: ClientIP', (kind) => served(kind, { affinity: 'ClientIP' })],
];

function line(name: string, elb: string, nlb: string): string {
  return `  ${name.padEnd(28)}${elb.padEnd(46)}${nlb}`;
}

/** The story, told. */
export function story(): string {
  return [
    'ELB or NLB for one shop',
    'The same Service, first as it is, then with the annotation aws-load-balancer-type: nlb.',
    [
      line('', 'Classic ELB', 'NLB'),
      ...rows.map(([name, tell]) => line(name, tell('elb'), tell('nlb'))),
    ].join('\n'),
    'Under externalTrafficPolicy Local the ELB still hides the client: it ends the connection itself.',
    explain(ask(clusterWith('elb', { policy: 'Local' })), { depth: 'summary' }),
    'The NLB only rewrites the destination:',
    explain(ask(clusterWith('nlb', { policy: 'Local' })), { depth: 'summary' }),
  ].join('\n\n');
}
