/**
 * `externalTrafficPolicy: Local` and the last pod of a node. A balancer learns from the health check port of the node that
 * no ready pod is left there. Until its checks have failed it goes on sending: the pod must outlive that.
 *
 * By hand, in seconds from the deletion (semantics: kube-proxy, health check port; cloud balancers; KEP-1669):
 * - The rules know of it after two watches, 0.002..0.2: from then on the port answers 503. While the pod terminates the node
 *   goes on sending to it; once it is gone its packets are dropped.
 * - A check that is answered fails at once. U in a row every I take (U-1)*I to U*I: Google Cloud 2 of 3 s: 3..6; an NLB of
 *   AWS 2 of 10 s: 10..20; a Classic ELB 6 of 10 s: 50..60.
 * - A pod that pauses for P seconds is gone after P. What is lost lies between: half of the requests, since half go to each
 *   of two nodes, for as long as the balancer is later than P.
 */
import { aws, gcp, internet, type Platform } from '@kubehop/core';
import { readManifests } from '@kubehop/core/yaml';
import { Simulation, type LoadReport } from '@kubehop/sim';

/** A balancer, and what asks for it. */
export interface Balancer {
  readonly title: string;
  readonly platform: Platform;
  readonly annotation: string;
}

export const balancers: readonly Balancer[] = [
  { title: 'Google Cloud', platform: gcp(), annotation: 'cloud.google.com/l4-rbs: enabled' },
  {
    title: 'NLB of AWS',
    platform: aws(),
    annotation: 'service.beta.kubernetes.io/aws-load-balancer-type: nlb',
  },
  { title: 'Classic ELB', platform: aws(), annotation: 'example.com/note: as-it-is' },
];

/** How long a pod pauses before its process is told to end, in seconds. */
export const pauses: readonly number[] = [0, 2, 8, 25];

function pod(name: string, node: string, pause: number): string {
  const hook = pause === 0 ? '' : `, lifecycle: { preStop: { sleep: { seconds: ${pause} } } }`;
  return `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: web } }
spec:
  nodeName: ${node}
  containers: [{ name: web, image: example.com/web:1, ports: [{ containerPort: 8080 }]${hook} }]
---`;
}

function service(annotation: string): string {
  return `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, annotations: { ${annotation} } }
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080 }]
`;
}

/** When the pod is deleted. */
const zero = 60_000;

/** What came of a deletion; times are seconds from then on. */
export interface Came {
  readonly report: LoadReport;
  /** When the balancer left the node out. */
  readonly balancer: number;
  /** When the first and the last request was sent that failed. */
  readonly lost: readonly [first: number, last: number] | undefined;
}

/** The last pod of a node is deleted, under a hundred requests a second. */
export function drain({ platform, annotation }: Balancer, pause: number, seed: number): Came {
  const [one = '', other = ''] = new Simulation([], { platform }).cluster
    .list('Node')
    .map(({ metadata }) => metadata.name);
  const manifests = pod('web-0', one, pause) + pod('web-1', other, pause) + service(annotation);
  const simulation = new Simulation(readManifests(manifests), { platform, seed });
  simulation.advance(zero);
  const { hostname, ip } =
    simulation.cluster.get('Service', 'shop/web')?.status.loadBalancer.ingress[0] ?? {};
  const load = simulation.load({
    request: { from: internet(), url: `http://${hostname ?? ip ?? ''}/` },
    arrivals: { model: 'constant', perSecond: 100 },
    duration: 70_000,
    timeout: 1_000,
  });
  simulation.delete({ kind: 'Pod', namespace: 'shop', name: 'web-0' });
  simulation.advance(80_000);
  const report = load.report();
  const failed = report.fates.filter(({ status }) => status !== 200);
  const since = (at: number): number => (at - zero) / 1_000;
  const turned = simulation.log.find(
    (event) => event.kind === 'target-health' && !event.healthy && event.at > zero,
  );
  return {
    report,
    balancer: since(turned?.at ?? NaN),
    lost:
      failed.length === 0
        ? undefined
        : [
            since(Math.min(...failed.map(({ first }) => first))),
            since(Math.max(...failed.map(({ last }) => last))),
          ],
  };
}

const seeds = [1, 2, 3, 4];

function row(balancer: Balancer): string {
  const knows = seeds.map((seed) => drain(balancer, 0, seed).balancer);
  const range = `${Math.min(...knows).toFixed(1)}..${Math.max(...knows).toFixed(1)}`;
  const cells = pauses.map((pause) => {
    const { report, lost } = drain(balancer, pause, 1);
    const failed = String(report.requests - report.ok);
    return lost === undefined ? failed : `${failed} (${lost[0].toFixed(1)}..${lost[1].toFixed(1)})`;
  });
  return [balancer.title.padEnd(14), range.padEnd(12), ...cells.map((cell) => cell.padEnd(17))].join(' ');
}

/** The story, told. */
export function story(): string {
  const head = [
    ''.padEnd(14),
    'knows after'.padEnd(12),
    ...pauses.map((pause) => `a pause of ${pause} s`.padEnd(17)),
  ].join(' ');
  return [
    'The last pod of a node, and externalTrafficPolicy Local',
    'Two nodes with one pod each behind a balancer; the pod of the first is deleted. In seconds: when the balancer leaves\nthe node out, over the seeds 1 to 4; then, with seed 1, how many of 7000 requests fail, and when the first and the\nlast of them was sent, by the preStop pause of the pod.',
    [head, ...balancers.map(row)].map((line) => `  ${line}`.trimEnd()).join('\n'),
    'Half of the requests are lost for as long as the balancer is later than the pod. A pause that is longer than its\nhealth checks take loses none, and costs nothing but patience.',
  ].join('\n\n');
}
