/**
 * Two pods of ingress-nginx behind a load balancer. First the process of one of them ends, then a pod is deleted as in an
 * update, and then the node of one vanishes: three ways to lose half of the ways into the cluster, for half a second, for
 * no time at all, and for most of a minute.
 *
 * By hand, in seconds (semantics: deleting a pod; losing a node; cloud balancers; proxies in front of pods):
 * - The process ends: the kubelet sees it 0..1 later, and starts it again at once the first time. In between half of the
 *   connections are refused: the port is closed, the address is there.
 * - The pod is deleted: its hook waits until nginx has finished, here for 10 s. The rules know within 0.2, or 2.2 where they
 *   and the slice have to wait for their second: no connection is lost.
 * - The node vanishes: Google Cloud checks each node every 8, three times, timeout 1: out after 17..25. The rules list the
 *   pod for 40..60: the lease is up to 10 old, the controller looks every 5 and waits for 50. Its pods are deleted 5
 *   later plus 300, and replaced then: 345..365.
 */
import { gcp, type Node } from '@kubehop/core';
import { readManifests } from '@kubehop/core/yaml';
import { Simulation, type LoadReport } from '@kubehop/sim';

const manifests = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: nginx, namespace: ingress-nginx }
spec:
  replicas: 2
  selector: { matchLabels: { app: nginx } }
  template:
    metadata: { labels: { app: nginx } }
    spec:
      terminationGracePeriodSeconds: 300
      containers:
        - name: controller
          image: registry.k8s.io/ingress-nginx/controller:v1.15.1
          args: [/nginx-ingress-controller, --publish-service=ingress-nginx/nginx]
          ports: [{ name: http, containerPort: 80 }]
          lifecycle: { preStop: { sleep: { seconds: 10 } } }
---
apiVersion: v1
kind: Service
metadata:
  name: nginx
  namespace: ingress-nginx
  annotations: { cloud.google.com/l4-rbs: enabled, external-dns.alpha.kubernetes.io/hostname: shop.example.com }
spec: { type: LoadBalancer, selector: { app: nginx }, ports: [{ port: 80, targetPort: http }] }
---
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
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { nodeName: gke-node-3, containers: [{ name: web, image: example.com/web:1, ports: [{ containerPort: 8080 }] }] }
`;

/** When it happens. */
const zero = 60_000;

/** A way to lose a pod of the controller. */
export interface Loss {
  readonly title: string;
  readonly happens: (simulation: Simulation, pod: string, node: string) => void;
}

export const losses: readonly Loss[] = [
  {
    title: 'its process ends',
    happens: (simulation, pod) => {
      simulation.do({ act: 'crash', pod: `ingress-nginx/${pod}`, code: 1 });
    },
  },
  {
    title: 'it is deleted, with a preStop hook',
    happens: (simulation, pod) => {
      simulation.delete({ kind: 'Pod', namespace: 'ingress-nginx', name: pod });
    },
  },
  {
    title: 'its node vanishes',
    happens: (simulation, _pod, node) => {
      simulation.fail({ node });
    },
  },
];

/** What came of a loss; times are seconds from then on, undefined where it did not come to that. */
export interface Came {
  readonly report: LoadReport;
  readonly lastFailure: number | undefined;
  readonly balancer: number | undefined;
  readonly rules: number | undefined;
  /** Until there were two pods again that are ready. */
  readonly whole: number | undefined;
}

/** A loss under a hundred requests a second. */
export function lose({ happens }: Loss, seed: number): Came {
  const simulation = new Simulation(readManifests(manifests), { platform: gcp(), seed });
  simulation.advance(zero);
  const pod = simulation.cluster.list('Pod', 'ingress-nginx')[0];
  const node = pod?.spec.nodeName ?? '';
  const load = simulation.load({
    request: { url: 'http://shop.example.com/' },
    arrivals: { model: 'constant', perSecond: 100 },
    duration: 70_000,
    timeout: 3_000,
  });
  happens(simulation, pod?.metadata.name ?? '', node);
  simulation.advance(400_000);
  const report = load.report();
  const since = (at: number | undefined): number | undefined =>
    at === undefined ? undefined : (at - zero) / 1_000;
  const failed = report.fates.filter(({ status }) => status !== 200).map(({ last }) => last);
  const log = simulation.log.filter(({ at }) => at >= zero);
  const unknown = log.find(({ kind }) => kind === 'node-status')?.at ?? Infinity;
  const others = simulation.cluster.list('Node').filter(({ metadata }) => metadata.name !== node);
  const syncOf = ({ metadata: { name } }: Node): number | undefined =>
    log.find((event) => event.kind === 'proxy-synced' && event.node === name && event.at > unknown)?.at;
  return {
    report,
    lastFailure: since(lastOf(failed)),
    balancer: since(log.find((event) => event.kind === 'target-health' && !event.healthy)?.at),
    rules: since(lastOf(others.flatMap((other) => syncOf(other) ?? []))),
    whole: since(
      log.find((event) => event.kind === 'pod-ready' && event.ready && event.pod.startsWith('ingress-nginx/'))
        ?.at,
    ),
  };
}

function lastOf(moments: readonly number[]): number | undefined {
  return moments.length === 0 ? undefined : Math.max(...moments);
}

function seconds(value: number | undefined): string {
  return value === undefined ? '-' : value.toFixed(2);
}

function range(values: readonly (number | undefined)[]): string {
  const known = values.flatMap((value) => value ?? []);
  if (known.length === 0) return '-';
  return `${seconds(Math.min(...known))}..${seconds(Math.max(...known))}`;
}

const seeds = [1, 2, 3];

function told(loss: Loss): string {
  const all = seeds.map((seed) => lose(loss, seed));
  const [first] = all;
  if (first === undefined) return '';
  const { report } = first;
  const rows: readonly (readonly [string, string, string])[] = [
    [
      'requests that fail',
      `${report.requests - report.ok} of ${report.requests}`,
      range(all.map((each) => each.report.requests - each.report.ok)).replaceAll('.00', ''),
    ],
    [
      'the last of them is sent after',
      seconds(first.lastFailure),
      range(all.map((each) => each.lastFailure)),
    ],
    ['the balancer leaves the node out', seconds(first.balancer), range(all.map((each) => each.balancer))],
    ['the rules leave the pod out', seconds(first.rules), range(all.map((each) => each.rules))],
    ['there are two again after', seconds(first.whole), range(all.map((each) => each.whole))],
  ];
  const errors = report.errors.map(
    ({ cause, component = 'nobody', isBehind, count }) =>
      `    ${String(count).padStart(5)}  ${cause}, by ${component}${isBehind ? ', which was behind' : ''}`,
  );
  return [
    loss.title,
    ...rows.map(([title, one, many]) => `  ${title.padEnd(36)}${one.padEnd(16)}${many}`),
    ...errors,
  ].join('\n');
}

/** The story, told. */
export function story(): string {
  return [
    'An ingress controller dies, and its node',
    'Two pods of ingress-nginx behind a load balancer of Google Cloud, and a hundred requests a second. In seconds\nfrom the loss of one of them, with seed 1 and over the seeds 1 to 3:',
    ...losses.map(told),
    'A process that ends is back before anybody has noticed; a pod that says goodbye is missed by nobody; a node that\nsays nothing costs half of the requests until the balancer and the control plane have given it up, and the second\npod for five minutes more.',
  ].join('\n\n');
}
