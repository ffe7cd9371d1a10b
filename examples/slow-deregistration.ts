/**
 * A load balancer with pods as its targets is told by a controller which pods there are, and takes its time to obey. A pod
 * that stops sooner than it is deregistered gets requests that nobody answers.
 *
 * How long deregistration takes is stated here, no component's default: 5 to 20 s for an ALB (aws-load-balancer-controller
 * issue 1064: a pause of 5 s is not enough, 25 s are), 60 to 120 s for an NLB (issue 2366: up to about 120 s).
 *
 * By hand, in seconds (semantics: cloud balancers; reported figures):
 * - One of four pods is deleted: a quarter of 20 requests a second goes to it until it is deregistered after D. A pod that
 *   pauses for P answers until P: what comes from P to D is lost, nothing if P is longer.
 * - Its health checks may be quicker than that, from P on: 2 of every 15 for an ALB, timeout 5: 20..35; 3 of every 10 for an NLB,
 *   timeout 10: 30..40. The loss ends with the earlier of the two.
 * - The deregistration delay of 300 plays no part: it is about requests that are under way.
 * - Both open connections of their own to pods: an ALB answers 504 when nobody takes one for 10, an NLB closes the connection.
 */
import { aws, internet, type RequestInput } from '@kubehop/core';
import { readManifests } from '@kubehop/core/yaml';
import { Simulation, type LoadReport } from '@kubehop/sim';

/** A balancer that sends to pods. */
export interface Balancer {
  readonly title: string;
  readonly manifest: string;
  /** Milliseconds from a change of the endpoints until the balancer obeys. */
  readonly deregistration: { readonly from: number; readonly to: number };
}

const alb = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
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
  annotations: { alb.ingress.kubernetes.io/scheme: internet-facing, alb.ingress.kubernetes.io/target-type: ip }
spec:
  ingressClassName: alb
  rules:
    - http:
        paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }]
`;

const nlb = `
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
  annotations:
    service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing
    service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: ip
spec:
  type: LoadBalancer
  loadBalancerClass: service.k8s.aws/nlb
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080 }]
`;

export const balancers: readonly Balancer[] = [
  { title: 'ALB', manifest: alb, deregistration: { from: 5_000, to: 20_000 } },
  { title: 'NLB', manifest: nlb, deregistration: { from: 60_000, to: 120_000 } },
];

/** How long a pod pauses before its process is told to end, in seconds. */
export const pauses: readonly number[] = [0, 5, 25, 130];

function deployment(pause: number): string {
  const hook = pause === 0 ? '' : `, lifecycle: { preStop: { sleep: { seconds: ${pause} } } }`;
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 4
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      terminationGracePeriodSeconds: 180
      containers: [{ name: web, image: example.com/web:1, ports: [{ containerPort: 8080 }]${hook} }]
---`;
}

/** When it happens. */
const zero = 60_000;

function simulate(balancer: Balancer, workload: string, seed: number): Simulation {
  const simulation = new Simulation(readManifests(workload + balancer.manifest), {
    platform: aws(),
    seed,
    delays: { balancers: { targets: balancer.deregistration } },
    behaviours: [{ labels: { app: 'web' }, does: { startup: 1_000 } }],
  });
  simulation.advance(zero);
  return simulation;
}

function requestTo({ cluster }: Simulation): RequestInput {
  const told = cluster.get('Ingress', 'shop/web') ?? cluster.get('Service', 'shop/web');
  return { from: internet(), url: `http://${told?.status.loadBalancer.ingress[0]?.hostname ?? ''}/` };
}

/** What came of it. */
export interface Came {
  readonly report: LoadReport;
  /** When the balancer had learned of it, in seconds. */
  readonly deregistered: number;
  /** When the last request was sent that failed, in seconds from then on. */
  readonly last: number | undefined;
}

/** One of four pods is deleted, under twenty requests a second. */
export function deletion(balancer: Balancer, pause: number, seed: number): Came {
  const simulation = simulate(balancer, deployment(pause), seed);
  const load = simulation.load({
    request: requestTo(simulation),
    arrivals: { model: 'constant', perSecond: 20 },
    duration: 150_000,
    timeout: 15_000,
  });
  const [pod] = simulation.cluster.list('Pod', 'shop');
  const { name = '' } = pod?.metadata ?? {};
  simulation.delete({ kind: 'Pod', namespace: 'shop', name });
  const id = simulation.cluster.infrastructure[0]?.id ?? '';
  let deregistered = NaN;
  for (let waited = 0; waited < 170_000; waited += 100) {
    simulation.advance(100);
    const isListed = [...simulation.targetsOf(id).keys()].some((target) => target.includes(`shop/${name}:`));
    if (!isListed && Number.isNaN(deregistered)) deregistered = (simulation.now - zero) / 1_000;
  }
  const report = load.report();
  const failed = report.fates.filter(({ status }) => status !== 200);
  return {
    report,
    deregistered,
    last: failed.length === 0 ? undefined : (Math.max(...failed.map((fate) => fate.last)) - zero) / 1_000,
  };
}

function row(balancer: Balancer): string {
  const cells = pauses.map((pause) => {
    const { report, deregistered, last } = deletion(balancer, pause, 1);
    const failed = report.requests - report.ok;
    const until = last === undefined ? '' : `, up to ${last.toFixed(1)}`;
    return `${deregistered.toFixed(1)}: ${failed}${until}`.padEnd(24);
  });
  return [balancer.title.padEnd(6), ...cells].join(' ').trimEnd();
}

function causes(balancer: Balancer): string {
  const { report } = deletion(balancer, 0, 1);
  return report.fates
    .filter(({ status }) => status !== 200)
    .map(
      ({ count, outcome, status, cause }) =>
        `  ${balancer.title.padEnd(6)} ${count} ${outcome} ${status ?? ''} (${cause})`,
    )
    .join('\n');
}

/** The story, told. */
export function story(): string {
  const head = [''.padEnd(6), ...pauses.map((pause) => `a pause of ${pause} s`.padEnd(24))]
    .join(' ')
    .trimEnd();
  return [
    'A balancer that deregisters slower than pods stop',
    'One of four pods behind a balancer that sends to pods is deleted, under twenty requests a second. With seed 1, by the\npreStop pause of the pod: after how many seconds it was deregistered, how many of 3000 requests fail, and when the\nlast of them was sent.',
    [head, ...balancers.map(row)].map((line) => `  ${line}`).join('\n'),
    'What clients are told without a pause:',
    balancers.map(causes).join('\n'),
    'The pod must go on serving until the balancer has obeyed. That takes seconds at an ALB and minutes at an NLB, and no\nreadiness of the pod makes it quicker; the grace period must leave room for the pause.',
  ].join('\n\n');
}
