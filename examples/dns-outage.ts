/**
 * The DNS of the cluster answers nothing for a minute: who notices? And the other way round, caches of names: what they
 * remember too long.
 *
 * By hand, in seconds (semantics: DNS):
 * - The outage lasts from 20 to 80. Every new connection of a pod asks for its name: all fail that are sent in it, and those
 *   shortly after it, until the pods of the DNS are ready again and the rules know: a probe of theirs comes every 10.
 * - Who keeps a connection, or asks an address, asks for no name. Nor does a proxy such as ingress-nginx, which knows the
 *   addresses of pods from the API; its clients ask a DNS outside.
 * - A name that is asked for too early is remembered as missing: for 30 with the cache of older Corefiles, for 5 by a cache on
 *   the node, not at all where cluster.local is not cached. A Service is made at 10 and asked for since 9: found at 10.1 at
 *   the latest, 39, and 14.
 * - The name of a headless Service is the addresses of its pods. One of them is deleted at 10: an answer of 9 is handed out
 *   for 30 by either cache, up to 39; without one only until the slice and the DNS have heard of it: 10.2.
 */
import { bareMetal, pod, type RequestInput } from '@kubehop/core';
import { readManifests } from '@kubehop/core/yaml';
import { Simulation, type DelayOptions, type LoadOptions, type LoadReport } from '@kubehop/sim';

const manifests = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: example.com/web:1, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { clusterIP: 10.96.100.1, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: client, namespace: shop }
spec: { nodeName: node-1, containers: [{ name: client, image: example.com/client:1 }] }
`;

const headless = `
apiVersion: v1
kind: Service
metadata: { name: pods, namespace: shop }
spec: { clusterIP: None, selector: { app: web }, ports: [{ port: 8080 }] }
`;

const ingress = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }]
---
apiVersion: v1
kind: Pod
metadata: { name: nginx, namespace: ingress-nginx, labels: { app: nginx } }
spec:
  containers:
    - name: controller
      image: registry.k8s.io/ingress-nginx/controller:v1.15.1
      args: [/nginx-ingress-controller]
      ports: [{ name: http, containerPort: 80 }]
---
apiVersion: v1
kind: Service
metadata: { name: nginx, namespace: ingress-nginx }
spec: { type: NodePort, selector: { app: nginx }, ports: [{ port: 80, targetPort: http, nodePort: 30080 }] }
`;

/** A Service that is made while somebody asks for it. */
const late = `
apiVersion: v1
kind: Service
metadata: { name: late, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
`;

const client = pod('shop', 'client');

/** A client of the shop. */
export interface Client {
  readonly title: string;
  readonly request: RequestInput;
  readonly connections: NonNullable<LoadOptions['connections']>;
}

export const clients: readonly Client[] = [
  { title: 'a pod, by name', request: { from: client, url: 'http://web/' }, connections: 'new' },
  {
    title: 'a pod, by name, connections kept',
    request: { from: client, url: 'http://web/' },
    connections: { kept: 5 },
  },
  { title: 'a pod, by address', request: { from: client, url: 'http://10.96.100.1/' }, connections: 'new' },
  {
    title: 'outside, through ingress-nginx',
    request: { url: 'http://shop.example.com:30080/', address: '192.168.1.11' },
    connections: 'new',
  },
];

function simulate(text: string, seed: number, dns: DelayOptions['dns'] = {}): Simulation {
  return new Simulation(readManifests(text), { platform: bareMetal({ nodes: 2 }), seed, delays: { dns } });
}

/** A DNS that answers nothing from 20 to 80 s, and ten requests a second. */
export function outage({ request, connections }: Client, seed: number): LoadReport {
  const simulation = simulate(`${manifests}---${ingress}`, seed);
  const load = simulation.load({
    request,
    arrivals: { model: 'constant', perSecond: 10 },
    connections,
    duration: 110_000,
    timeout: 5_000,
  });
  simulation.at(20_000, () => {
    simulation.fail({ dns: 'all' });
  });
  simulation.at(80_000, () => {
    simulation.recover({ dns: 'all' });
  });
  simulation.advance(120_000);
  return load.report();
}

/** When the first and the last request was sent that failed, in seconds. */
export function failing({ fates }: LoadReport): readonly [number, number] | undefined {
  const failed = fates.filter(({ status }) => status !== 200);
  if (failed.length === 0) return undefined;
  return [
    Math.min(...failed.map(({ first }) => first)) / 1_000,
    Math.max(...failed.map(({ last }) => last)) / 1_000,
  ];
}

/** Who remembers names. */
export interface Cache {
  readonly title: string;
  readonly dns: NonNullable<DelayOptions['dns']>;
}

export const caches: readonly Cache[] = [
  { title: 'cluster.local is not cached', dns: { cache: 0 } },
  { title: 'a cache of 30 s in CoreDNS', dns: { cache: 30_000 } },
  {
    title: 'a cache of 30 s, 5 s on the node',
    dns: { cache: 0, nodeLocal: { success: 30_000, denial: 5_000 } },
  },
];

/** When a name answers as it should that a client looks up each tenth of a second since 9 s; in seconds. */
function since9(
  simulation: Simulation,
  name: string,
  isRight: (addresses: readonly string[]) => boolean,
): number {
  simulation.advance(9_000);
  while (!isRight(simulation.lookup(name, client).addresses) && simulation.now < 100_000)
    simulation.advance(100);
  return simulation.now / 1_000;
}

/** When a Service is found that is made at 10 s. */
export function found({ dns }: Cache, seed: number): number {
  const simulation = simulate(manifests, seed, dns);
  simulation.at(10_000, () => {
    simulation.apply(...readManifests(late).manifests.map(({ value }) => value));
  });
  return since9(simulation, 'late', (addresses) => addresses.length > 0);
}

/** Up to when the address of a pod is handed out that is deleted at 10 s. */
export function forgotten({ dns }: Cache, seed: number): number {
  const simulation = simulate(`${manifests}---${headless}`, seed, dns);
  const [first] = simulation.cluster.podsMatching('shop', {
    matchLabels: { app: 'web' },
    matchExpressions: [],
  });
  const { name = '' } = first?.metadata ?? {};
  const address = first?.status.podIP ?? '';
  simulation.at(10_000, () => {
    simulation.delete({ kind: 'Pod', namespace: 'shop', name });
  });
  return since9(simulation, 'pods', (addresses) => !addresses.includes(address));
}

function row(each: Client): string {
  const report = outage(each, 1);
  const failed = failing(report);
  const when = failed === undefined ? '-' : `${failed[0].toFixed(1)}..${failed[1].toFixed(1)}`;
  return `${each.title.padEnd(35)}${String(report.requests - report.ok).padStart(4)} of ${String(report.requests).padEnd(7)}${when}`;
}

/** The story, told. */
export function story(): string {
  return [
    'A DNS outage, and who remembers names',
    'The DNS of the cluster answers nothing from 20 to 80 s. Ten requests a second are sent up to 110 s. With seed 1: how\nmany fail, and when the first and the last of them was sent, in seconds:',
    clients.map((each) => `  ${row(each)}`).join('\n'),
    'What is remembered must be forgotten some day. A client looks a name up since 9 s. When does it find a Service that is\nmade at 10 s, and until when is it told the address of a pod that is deleted at 10 s?',
    [
      `  ${''.padEnd(35)}found     forgotten`,
      ...caches.map(
        (cache) =>
          `  ${cache.title.padEnd(35)}${found(cache, 1).toFixed(1).padEnd(10)}${forgotten(cache, 1).toFixed(1)}`,
      ),
    ].join('\n'),
    'New connections are what a DNS is for: who keeps theirs rides an outage out. Caches keep what is missing as long as what\nis gone: ask for a name when it is there, and for the cluster IP of a Service where addresses of pods change.',
  ].join('\n\n');
}
