/**
 * A rolling update of four pods, told four times: without a readiness probe, with one, with a pause before SIGTERM, and
 * with a process that finishes what is under way. Requests come all the time; what fails is counted by its cause, and by
 * the component that sent it there.
 *
 * By hand, for each of the four old and the four new pods, at 100 requests a second that take 100 ms:
 * - A process listens 3 s after its start. Without a probe it counts as ready at once: 3 s of refused connections. Requests
 *   go to one of three to five pods then, so that in all about 4 pods * 3 s * 100/s / 4 = 300 of them are refused.
 * - The kubelet learns of the deletion after 1..100 ms, and the rules of the client's node after two such trips; a sync
 *   may have to wait for the second after the last one. Until then a quarter of the new connections goes to nobody.
 * - A pause of 5 s before SIGTERM is longer than that: no new connection meets a process that is gone.
 * - Of 100/s that take 100 ms 10 are under way at a moment, 2 to 3 at each pod: what breaks with the four processes that end
 *   at once is about 10. Only those whose connections are kept are there to break: who connects anew has gone elsewhere.
 */
import { bareMetal, pod } from '@kubehop/core';
import { readManifests } from '@kubehop/core/yaml';
import { Simulation, type LoadOptions, type LoadReport, type ReportedError } from '@kubehop/sim';

/** What is not the same for every telling. */
interface Variant {
  readonly title: string;
  /** What the container has besides its image. */
  readonly fields: string;
  /** Whether its process finishes what is under way when it is told to end. */
  readonly isGraceful: boolean;
}

const probe = 'readinessProbe: { httpGet: { path: /healthz, port: 8080 }, periodSeconds: 1 }';
const pause = 'lifecycle: { preStop: { sleep: { seconds: 5 } } }';

const variants: readonly Variant[] = [
  { title: 'as it is', fields: '', isGraceful: false },
  { title: 'with a readiness probe', fields: `, ${probe}`, isGraceful: false },
  { title: 'and a preStop sleep', fields: `, ${probe}, ${pause}`, isGraceful: false },
  { title: 'and a graceful shutdown', fields: `, ${probe}, ${pause}`, isGraceful: true },
];

function manifests(fields: string): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 4
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: example.com/web:1, ports: [{ containerPort: 8080 }]${fields} }] }
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
}

/** What became of the requests of one telling: of those on connections of their own, and on connections that are kept. */
export interface Told {
  readonly title: string;
  readonly anew: LoadReport;
  readonly kept: LoadReport;
}

/** What the clients of one rolling update meet. The same seed: the same update, whoever asks. */
function underLoad(
  { fields, isGraceful }: Variant,
  seed: number,
  connections: NonNullable<LoadOptions['connections']>,
): LoadReport {
  const does = isGraceful ? ({ onSigterm: 'finish', shutdown: 1_000 } as const) : {};
  const simulation = new Simulation(readManifests(manifests(fields)), {
    platform: bareMetal({ nodes: 3 }),
    seed,
    behaviours: [{ labels: { app: 'web' }, does: { startup: 3_000, latency: 100, ...does } }],
  });
  const load = simulation.load({
    request: { from: pod('shop', 'client'), url: 'http://web/' },
    arrivals: { model: 'constant', perSecond: 100 },
    connections,
    duration: 20_000,
    timeout: 5_000,
  });
  simulation.at(2_000, () => {
    const web = { kind: 'Deployment', namespace: 'shop', name: 'web' } as const;
    simulation.rollout(web, { image: 'example.com/web:2' });
  });
  simulation.advance(26_000);
  return load.report();
}

/** The four tellings. */
export function tellings(seed: number): readonly Told[] {
  return variants.map((variant) => ({
    title: variant.title,
    anew: underLoad(variant, seed, 'new'),
    kept: underLoad(variant, seed, { kept: 20 }),
  }));
}

function failed({ requests, ok }: LoadReport): number {
  return requests - ok;
}

/** Who sent the requests where they failed, and whether it did not know better yet. */
function blamed({ component, isBehind }: ReportedError): string {
  if (component === undefined) return 'nobody: the process that had the request ended';
  return isBehind ? `${component}, which was behind` : `${component}, as it was told`;
}

/** How many requests failed for each cause and component, of all loads together. */
function causes({ anew, kept }: Told): readonly string[] {
  const counts = new Map<string, number>();
  for (const error of [...anew.errors, ...kept.errors]) {
    const key = `${error.cause.padEnd(24)}${blamed(error)}`;
    counts.set(key, (counts.get(key) ?? 0) + error.count);
  }
  return [...counts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([cause, count]) => `  ${String(count).padStart(5)}  ${cause}`);
}

/** The least and the most of some numbers. */
function range(numbers: readonly number[]): string {
  return `${Math.min(...numbers)}..${Math.max(...numbers)}`;
}

/** The story, told. */
export function story(): string {
  const bySeed = [1, 2].map(tellings);
  const told = bySeed[0] ?? [];
  const ofAll = (title: string, pick: (one: Told) => number): string =>
    range(bySeed.flatMap((each) => each.filter((one) => one.title === title).map(pick)));
  return [
    'A rolling update, and who pays for it',
    'Four pods become four others while 100 requests a second connect anew and 100 a second use 20 connections that\nare kept. How many of 2000 each fail, with seed 1 and with the seeds 1 and 2:',
    [
      `  ${''.padEnd(26)}${'new connections'.padEnd(22)}kept connections`,
      ...told.map(({ title, anew, kept }) => {
        const ofNew = `${failed(anew)} (${ofAll(title, (one) => failed(one.anew))})`;
        return `  ${title.padEnd(26)}${ofNew.padEnd(22)}${failed(kept)} (${ofAll(title, (one) => failed(one.kept))})`;
      }),
    ].join('\n'),
    'Why, with seed 1, by the cause and by the component that sent the request where it failed:',
    ...told.map((one) =>
      [one.title, ...(causes(one).length === 0 ? ['      0  nothing fails'] : causes(one))].join('\n'),
    ),
    'A probe keeps requests from pods that do not listen yet, the pause from pods that listen no more; what is under\nway on kept connections only the process itself can save. It takes all three.',
  ].join('\n\n');
}
