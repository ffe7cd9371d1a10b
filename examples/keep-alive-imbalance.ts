/**
 * A Deployment is scaled from two pods to six. Balancing happens when a connection is made, and never again: who keeps its
 * connections sends nothing to the new pods, until something makes it connect anew.
 *
 * By hand, of 100 requests a second in each of three phases of 20 s (semantics: the client and the kernel, balancing is per
 * connection; kube-proxy, established connections never move):
 * - New connections: even. 2000 requests on six pods are 333 each, give or take 18.
 * - 12 connections that are kept: after the scaling the four new pods have none. Each old pod has about six of twelve.
 * - One connection of gRPC: all requests on one pod, six times the mean.
 * - A rolling restart ends every process, and so every connection. k connections reach at most k pods: 12 leave a pod of six
 *   out with a chance of (5/6)^12 = 11 % each, and most are made before the last pods have come; gRPC stays at one.
 */
import { bareMetal, pod } from '@kubehop/core';
import { readManifests } from '@kubehop/core/yaml';
import { Simulation, type LoadOptions, type LoadReport } from '@kubehop/sim';

const manifests = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: example.com/web:1
          ports: [{ containerPort: 8080 }]
          lifecycle: { preStop: { sleep: { seconds: 5 } } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: client, namespace: shop }
spec: { nodeName: node-1, containers: [{ name: client, image: example.com/client:1 }] }
`;

/** A kind of clients. */
export interface Clients {
  readonly title: string;
  readonly url: string;
  readonly connections: NonNullable<LoadOptions['connections']>;
}

export const kinds: readonly Clients[] = [
  { title: 'a new connection each time', url: 'http://web/', connections: 'new' },
  { title: '12 connections, kept', url: 'http://web/', connections: { kept: 12 } },
  { title: 'one connection, gRPC', url: 'grpc://web/shop.Cart/Get', connections: { kept: 1 } },
];

/** What one phase came to: requests of each pod, the busiest first, and those that failed. */
export interface Phase {
  readonly title: string;
  readonly pods: readonly number[];
  readonly failed: number;
}

const web = { kind: 'Deployment', namespace: 'shop', name: 'web' } as const;

function countIn(report: LoadReport | undefined, name: string): number {
  return report?.pods.find(({ pod: each }) => each === name)?.requests ?? 0;
}

function failedIn(report: LoadReport | undefined): number {
  return (report?.requests ?? 0) - (report?.ok ?? 0);
}

/** What the pods that are there at the end of a phase have answered in it. */
function between(
  title: string,
  before: LoadReport | undefined,
  after: LoadReport,
  { cluster }: Simulation,
): Phase {
  const pods = cluster.podsMatching('shop', { matchLabels: { app: 'web' }, matchExpressions: [] });
  return {
    title,
    pods: pods
      .map(({ metadata: { name } }) => countIn(after, `shop/${name}`) - countIn(before, `shop/${name}`))
      .sort((one, other) => other - one),
    failed: failedIn(after) - failedIn(before),
  };
}

/** Three phases: with two pods, with six, and after a restart of all. */
export function phases({ url, connections }: Clients, seed: number): readonly Phase[] {
  const simulation = new Simulation(readManifests(manifests), {
    platform: bareMetal({ nodes: 3 }),
    seed,
    behaviours: [{ labels: { app: 'web' }, does: { onSigterm: 'finish', shutdown: 1_000 } }],
  });
  const load = simulation.load({
    request: { from: pod('shop', 'client'), url },
    arrivals: { model: 'constant', perSecond: 100 },
    connections,
    duration: 90_000,
  });
  // Between two requests, so that none falls on the border of two phases.
  simulation.advance(19_995);
  const before = load.report();
  const first = between('two pods', undefined, before, simulation);
  simulation.scale(web, 6);
  simulation.advance(20_000);
  const scaled = load.report();
  const second = between('scaled to six', before, scaled, simulation);
  simulation.rollout(web);
  simulation.advance(30_000);
  const restarted = load.report();
  simulation.advance(20_000);
  return [first, second, between('after a restart', restarted, load.report(), simulation)];
}

/** The busiest pod's requests against the mean of all pods. */
export function imbalance({ pods }: Phase): number {
  const total = pods.reduce((sum, each) => sum + each, 0);
  return ((pods[0] ?? 0) * pods.length) / total;
}

function told(clients: Clients): string {
  return [
    clients.title,
    ...phases(clients, 1).map((phase) => {
      const pods = phase.pods.map((count) => String(count).padStart(5)).join(' ');
      const idle = phase.pods.filter((count) => count === 0).length;
      return `  ${phase.title.padEnd(16)} ${pods.padEnd(36)} busiest ${imbalance(phase).toFixed(2)} times the mean, ${idle} idle`;
    }),
  ].join('\n');
}

/** The story, told. */
export function story(): string {
  return [
    'Keep-alive and gRPC after scaling up',
    'A hundred requests a second, for 20 s each: to two pods, after scaling to six, and after a rolling restart of all.\nRequests of each pod with seed 1, the busiest first:',
    ...kinds.map(told),
    'More pods help only those who connect to them. Clients that keep their connections must let them go now and then,\nor balance requests themselves; for gRPC that is a choice of its client, or of a proxy that understands it.',
  ].join('\n\n');
}
