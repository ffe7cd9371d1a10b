/**
 * A pod is deleted, and another one comes with another address. Nobody learns of it at once: each component hears of it
 * from the API server, does its part, and so tells the next one. What clients meet depends on whom they come through.
 *
 * By hand. A watch takes 1..100 ms; then, after the deletion (semantics: the chain in one table):
 * - kubelet: a watch, then SIGTERM: 1..100 ms. This process ends at once, and its address with it.
 * - EndpointSlice: a watch: 1..100 ms. The next change of a slice waits until a second after the last one.
 * - rules of a node: the watch of the slice more: 2..200 ms.
 * - ingress-nginx: as the rules, and up to 1 s until each worker has polled its list: 2..1200 ms.
 * - The new pod: watches of ReplicaSet controller, scheduler and kubelet: started after 3..300 ms. The process listens 2 s
 *   later, and the probe looks each 5 s from the start of its pod on the node: Ready after 5003..5300 ms.
 * - That in the slice a watch later, 5004..5400; in the rules one more, 5005..5500; in ingress-nginx, which syncs once in
 *   3.33 s and has had a sync for the first change, and perhaps one after it, 5005..5500 + 0..3333 + 0..1000.
 */
import { bareMetal, pod, type RequestInput } from '@kubehop/core';
import { readManifests } from '@kubehop/core/yaml';
import { Simulation, type LoadReport, type SimulationEvent } from '@kubehop/sim';

const manifests = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: cart } }
  template:
    metadata: { labels: { app: cart } }
    spec:
      containers:
        - name: cart
          image: example.com/cart:2.0
          ports: [{ containerPort: 7070 }]
          readinessProbe: { tcpSocket: { port: 7070 }, periodSeconds: 5 }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [{ port: 80, targetPort: 7070 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: cart, namespace: shop }
spec:
  ingressClassName: nginx
  rules:
    - host: cart.example.com
      http:
        paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }]
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: controller, namespace: ingress-nginx }
spec:
  replicas: 1
  selector: { matchLabels: { app: ingress-nginx } }
  template:
    metadata: { labels: { app: ingress-nginx } }
    spec:
      containers:
        - name: controller
          image: registry.k8s.io/ingress-nginx/controller:v1.15.1
          args: [/nginx-ingress-controller]
          ports: [{ name: http, containerPort: 80 }]
---
apiVersion: v1
kind: Service
metadata: { name: controller, namespace: ingress-nginx }
spec: { type: NodePort, selector: { app: ingress-nginx }, ports: [{ port: 80, targetPort: http, nodePort: 30080 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: client, namespace: shop }
spec: { nodeName: node-1, containers: [{ name: client, image: example.com/client:1.0 }] }
`;

const cart = { labels: { app: 'cart' }, does: { startup: 2_000 } };

/** When the pod is deleted. */
const zero = 10_000;

function simulate(seed: number): Simulation {
  return new Simulation(readManifests(manifests), {
    platform: bareMetal({ nodes: 2 }),
    seed,
    behaviours: [cart],
  });
}

/** The first pod of the cart. */
function firstPod({ cluster }: Simulation): { readonly name: string; readonly address: string } {
  const found = cluster.podsMatching('shop', { matchLabels: { app: 'cart' }, matchExpressions: [] })[0];
  return { name: found?.metadata.name ?? '', address: found?.status.podIP ?? '' };
}

/** Something to look for: the first such event since another one. */
interface Mark {
  readonly title: string;
  readonly since?: string;
  readonly isMeant: (event: SimulationEvent) => boolean;
}

const isSlice: Mark['isMeant'] = (event) => event.kind === 'written' && event.by === 'endpointslice';
const isRules: Mark['isMeant'] = (event) => event.kind === 'proxy-synced' && event.node === 'node-1';
const isNginx: Mark['isMeant'] = ({ kind }) => kind === 'controller-synced';

const marks: readonly Mark[] = [
  { title: 'the kubelet tells the process to end', isMeant: ({ kind }) => kind === 'signal' },
  { title: 'the EndpointSlice leaves the pod out', isMeant: isSlice },
  { title: 'the rules of node-1 leave it out', isMeant: isRules },
  { title: 'ingress-nginx leaves it out', isMeant: isNginx },
  { title: 'the new pod has started', isMeant: ({ kind }) => kind === 'container-started' },
  { title: 'the new pod is ready', isMeant: (event) => event.kind === 'pod-ready' && event.ready },
  { title: 'the EndpointSlice has it', since: 'the new pod is ready', isMeant: isSlice },
  { title: 'the rules of node-1 have it', since: 'the EndpointSlice has it', isMeant: isRules },
  { title: 'ingress-nginx has it', since: 'the EndpointSlice has it', isMeant: isNginx },
];

/** Milliseconds from the deletion until each of the marks. */
export function moments(seed: number): ReadonlyMap<string, number> {
  const simulation = simulate(seed);
  simulation.advance(zero);
  simulation.delete({ kind: 'Pod', namespace: 'shop', name: firstPod(simulation).name });
  simulation.advance(20_000);
  const found = new Map<string, number>();
  for (const { title, since = '', isMeant } of marks) {
    const from = zero + (found.get(since) ?? 0);
    const event = simulation.log.find((each) => each.at >= from && isMeant(each));
    found.set(title, (event?.at ?? NaN) - zero);
  }
  return found;
}

const rate = { arrivals: { model: 'constant', perSecond: 100 }, duration: 15_000, timeout: 20_000 } as const;

/** What becomes of clients that ask a hundred times a second. */
export function clients(seed: number): readonly { readonly way: string; readonly report: LoadReport }[] {
  const ways: readonly (readonly [string, (old: string) => RequestInput])[] = [
    ['by the name of the Service', () => ({ from: pod('shop', 'client'), url: 'http://cart/' })],
    ['through ingress-nginx', () => ({ url: 'http://cart.example.com:30080/', address: '192.168.1.11' })],
    ['by the address of the old pod', (old) => ({ from: pod('shop', 'client'), url: `http://${old}:7070/` })],
  ];
  return ways.map(([way, request]) => {
    const simulation = simulate(seed);
    simulation.advance(zero);
    const { name, address } = firstPod(simulation);
    const load = simulation.load({ request: request(address), ...rate });
    simulation.delete({ kind: 'Pod', namespace: 'shop', name });
    simulation.advance(40_000);
    return { way, report: load.report() };
  });
}

function told({ way, report }: { readonly way: string; readonly report: LoadReport }): string {
  const { requests, ok, latency, fates } = report;
  const last = Math.max(...fates.filter(({ status }) => status !== 200).map((fate) => fate.last - zero));
  const until = Number.isFinite(last) ? `, sent up to ${last} ms after the deletion` : '';
  return `  ${way.padEnd(32)}${requests - ok} of ${requests} fail${until}; the slowest answer took ${latency.max} ms`;
}

/** The story, told. */
export function story(): string {
  const seeds = Array.from({ length: 20 }, (_each, index) => moments(index + 1));
  const lines = [...(seeds[0] ?? [])].map(([title, first]) => {
    const all = seeds.map((each) => each.get(title) ?? NaN);
    return `  ${title.padEnd(40)}${String(first).padStart(6)}${`${Math.min(...all)}..${Math.max(...all)}`.padStart(16)}`;
  });
  return [
    'A pod comes back with another address: who learns of it, and when',
    'One of two pods of the cart is deleted. Milliseconds from then on, with seed 1 and over the seeds 1 to 20:',
    [`  ${''.padEnd(40)}${'seed 1'.padStart(6)}${'seeds 1 to 20'.padStart(16)}`, ...lines].join('\n'),
    'A hundred requests a second, from the deletion on, with seed 1:',
    clients(1).map(told).join('\n'),
    'The name of the Service fails for as long as the rules of the node are older than the pod; a proxy that tries\nagain turns that into waiting; an address that somebody wrote down fails for ever.',
  ].join('\n\n');
}
