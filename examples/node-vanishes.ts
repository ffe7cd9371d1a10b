/**
 * The machine of a node goes, and says nothing. How long until no request is sent to it any more? That depends on the way
 * in: a balancer finds out by its own health checks, the rules of the other nodes only by way of the control plane.
 *
 * By hand, in seconds from the failure (semantics: losing a node; cloud balancers):
 * - control plane: the lease is up to 10 old when the machine goes, and the controller looks every 5. In Kubernetes 1.34 it
 *   waits for 50: the Node is Unknown after 40..60. Its pods leave the slices then, and the rules 0.2 later.
 * - balancers: U checks in a row must fail, every I, each after a timeout: (U-1)*I + timeout .. U*I + timeout. Classic ELB
 *   6 of 10 s, timeout 5: 55..65. NLB of the cloud provider 3 of 30, 10: 70..100. NLB of the AWS Load Balancer Controller
 *   3 of 10, 10: 30..40. Google Cloud 3 of 8, 1: 17..25. MetalLB in layer 2: a few seconds; 3 in this model, 2..3.
 * - Until both know, a third of the requests is lost at the balancer, and of the others a third at the pod of the dead
 *   node, which the rules of all nodes still list. The last failure is sent just before the later one of the two.
 * - ingress-nginx tries another pod after 5 s: it turns the pod that is gone into waiting, but not the controller.
 * - Nobody tells a client that was given the address of the node.
 */
import { aws, gcp, metallb, node, type Platform, type RequestInput } from '@kubehop/core';
import { readManifests } from '@kubehop/core/yaml';
import { Simulation, type LoadReport } from '@kubehop/sim';

/** A way to the shop. */
export interface Way {
  readonly title: string;
  readonly platform: Platform;
  /** The Service in front, besides its selector and port. */
  readonly service?: { readonly metadata?: string; readonly spec: string };
  readonly isThroughIngress?: true;
  /** The request, where it does not go to the balancer. */
  readonly request?: (simulation: Simulation) => RequestInput;
}

const nodePort = { spec: 'type: NodePort' };
const loadBalancer = { spec: 'type: LoadBalancer' };
const nlb = {
  metadata: 'annotations: { service.beta.kubernetes.io/aws-load-balancer-type: nlb }',
  spec: 'type: LoadBalancer',
};
const nlbOfController = {
  metadata: 'annotations: { service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing }',
  spec: 'type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb',
};
const backendService = {
  metadata: 'annotations: { cloud.google.com/l4-rbs: enabled }',
  spec: 'type: LoadBalancer',
};

/** The last of three nodes is the one that vanishes. */
function nameOf({ cluster }: Simulation, index: number): string {
  return cluster.list('Node')[index]?.metadata.name ?? '';
}

function nodePortOf(simulation: Simulation, index: number): RequestInput {
  const found = simulation.cluster.get('Node', nameOf(simulation, index));
  const external = found?.status.addresses.find(({ type }) => type === 'ExternalIP');
  const address = external ?? found?.status.addresses.find(({ type }) => type === 'InternalIP');
  const port = simulation.cluster.get('Service', 'shop/web')?.spec.ports[0]?.nodePort ?? 0;
  return { url: `http://${address?.address ?? ''}:${port}/` };
}

/** The ways, in the order in which they are told. */
export const ways: readonly Way[] = [
  {
    title: 'node port of the node itself',
    platform: gcp(),
    service: nodePort,
    request: (simulation) => nodePortOf(simulation, 2),
  },
  {
    title: 'node port of another node',
    platform: gcp(),
    service: nodePort,
    request: (simulation) => nodePortOf(simulation, 0),
  },
  {
    title: 'cluster IP, from another node',
    platform: gcp(),
    request: (simulation) => ({
      from: node(nameOf(simulation, 0)),
      url: `http://${simulation.cluster.get('Service', 'shop/web')?.spec.clusterIPs[0] ?? ''}/`,
    }),
  },
  { title: 'AWS Classic ELB', platform: aws(), service: loadBalancer },
  { title: 'AWS NLB, cloud provider', platform: aws(), service: nlb },
  { title: 'AWS NLB, its controller', platform: aws(), service: nlbOfController },
  { title: 'Google Cloud', platform: gcp(), service: backendService },
  { title: 'MetalLB, layer 2', platform: metallb(), service: loadBalancer },
  { title: 'Google Cloud, ingress-nginx', platform: gcp(), service: backendService, isThroughIngress: true },
];

function workload(name: string, namespace: string, container: string): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  replicas: 3
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [${container}] }
---
`;
}

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
    - http:
        paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }]
---
`;

function manifests({ service = { spec: '' }, isThroughIngress }: Way): string {
  const web = workload(
    'web',
    'shop',
    '{ name: web, image: example.com/web:1, ports: [{ containerPort: 8080 }] }',
  );
  const nginx =
    '{ name: controller, image: registry.k8s.io/ingress-nginx/controller:v1.15.1, args: [/nginx-ingress-controller], ports: [{ name: http, containerPort: 80 }] }';
  const [front, namespace, port] = isThroughIngress
    ? ['nginx', 'ingress-nginx', 'http']
    : ['web', 'shop', 8080];
  const { metadata = '', spec } = service;
  const services = `
apiVersion: v1
kind: Service
metadata: { name: ${front}, namespace: ${namespace}, ${metadata} }
spec: { ${spec}${spec === '' ? '' : ', '}selector: { app: ${front} }, ports: [{ port: 80, targetPort: ${port} }] }
`;
  if (isThroughIngress === undefined) return web + services;
  return `${web}${workload('nginx', 'ingress-nginx', nginx)}${ingress}${services}---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
`;
}

/** When the node vanishes. */
const zero = 60_000;

function simulate(way: Way, seed: number): Simulation {
  return new Simulation(readManifests(manifests(way)), { platform: way.platform, seed });
}

/** Who learns of it, in seconds from the failure. */
export interface Learned {
  /** Undefined where there is no balancer. */
  readonly balancer?: number;
  readonly rules: number;
}

/** When the balancer and the rules of another node leave the node out. */
export function learned(way: Way, seed: number): Learned {
  const simulation = simulate(way, seed);
  simulation.advance(zero);
  const lost = nameOf(simulation, 2);
  const other = nameOf(simulation, 0);
  simulation.fail({ node: lost });
  simulation.advance(130_000);
  const { log } = simulation;
  const unhealthy = log.find(
    (event) => event.kind === 'target-health' && !event.healthy && event.target.startsWith(`${lost}:`),
  );
  const unknown = log.find((event) => event.kind === 'node-status' && event.ready === 'Unknown');
  const synced = log.find(
    (event) => event.kind === 'proxy-synced' && event.node === other && event.at > (unknown?.at ?? 0),
  );
  return {
    rules: ((synced?.at ?? NaN) - zero) / 1_000,
    ...(unhealthy === undefined ? {} : { balancer: (unhealthy.at - zero) / 1_000 }),
  };
}

/** What becomes of ten requests a second, whose clients wait for 3 s or, behind a proxy that tries again, for 10 s. */
export function clients(way: Way, seed: number): LoadReport {
  const simulation = simulate(way, seed);
  simulation.advance(zero);
  const { hostname, ip } =
    (simulation.cluster.get('Service', way.isThroughIngress ? 'ingress-nginx/nginx' : 'shop/web')?.status
      .loadBalancer.ingress ?? [])[0] ?? {};
  const load = simulation.load({
    request: way.request?.(simulation) ?? { url: `http://${hostname ?? ip ?? ''}/` },
    arrivals: { model: 'constant', perSecond: 10 },
    duration: 120_000,
    timeout: way.isThroughIngress ? 10_000 : 3_000,
  });
  simulation.fail({ node: nameOf(simulation, 2) });
  simulation.advance(150_000);
  return load.report();
}

/** When the last request was sent that failed, in seconds from the failure. */
export function lastFailure({ fates }: LoadReport): number {
  return Math.max(
    0,
    ...fates.filter(({ status }) => status !== 200).map(({ last }) => (last - zero) / 1_000),
  );
}

function range(numbers: readonly (number | undefined)[]): string {
  const known = numbers.flatMap((each) => each ?? []);
  if (known.length === 0) return '-';
  return `${Math.min(...known).toFixed(1)}..${Math.max(...known).toFixed(1)}`;
}

const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

function row(way: Way): string {
  const all = seeds.map((seed) => learned(way, seed));
  const report = clients(way, 1);
  const { requests, ok, latency } = report;
  const last = lastFailure(report);
  return [
    way.title.padEnd(31),
    range(all.map(({ balancer }) => balancer)).padEnd(14),
    range(all.map(({ rules }) => rules)).padEnd(13),
    (last > 119 ? 'never safe' : last.toFixed(1)).padEnd(13),
    `${requests - ok} of ${requests}`.padEnd(14),
    (latency.max / 1_000).toFixed(1),
  ].join(' ');
}

/** The story, told. */
export function story(): string {
  const head = [
    ''.padEnd(31),
    'balancer'.padEnd(14),
    'rules'.padEnd(13),
    'last failure'.padEnd(13),
    'failed'.padEnd(14),
    'slowest',
  ].join(' ');
  return [
    'A node vanishes: how long until its clients are safe',
    'Three nodes with a pod of the shop each; one goes without a word. In seconds from then on: when the balancer\nleaves it out and when the rules of the other nodes do, over the seeds 1 to 8; and of ten requests a second, with\nseed 1, when the last one was sent that failed, how many did, and the slowest answer.',
    [head, ...ways.map(row)].map((line) => `  ${line}`.trimEnd()).join('\n'),
    'The quickest balancer saves nobody from the rules of the nodes, which wait for the control plane, nor do they\nsave anybody from a slow balancer: clients are safe when the slower of the two knows. A proxy that tries again\nsaves requests from pods that are gone, not from proxies that are.',
  ].join('\n\n');
}
