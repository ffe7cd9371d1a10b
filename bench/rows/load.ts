import { Simulation, type LoadReport, type LoadRun } from '@kubehop/sim';
import { compare, type Comparison } from '../comparison.js';
import type { Row } from '../row.js';

const perSecond = 20_000;
const bytesOfMegabyte = 2 ** 20;
/** Requests that are followed by themselves are so much fewer. */
const fewer = 200;

/** A stream of requests while all pods of a Deployment are replaced. */
export const load: Row = {
  id: 'S2',
  run: ({ loadRequests, loadPods }) => {
    const whole = measured(loadRequests, loadPods, false);
    const each = measured(Math.ceil(loadRequests / fewer), loadPods, true);
    return [...speed(whole, each, loadPods), heap(whole, loadRequests)];
  },
};

interface Measured {
  readonly report: LoadReport;
  /** Requests in a second of the processor. */
  readonly rate: number;
  /** Megabytes after a tenth of them, and after all. */
  readonly heaps: readonly [number, number];
}

function speed(whole: Measured, each: Measured, pods: number): readonly Comparison[] {
  const figures = {
    title: `${whole.report.requests} requests, each with its own choices, while ${pods} pods are replaced`,
    unit: 'requests/s of CPU',
    ours: whole.rate,
  };
  return [
    compare({ ...figures, anchor: { name: 'what it should be', value: 200_000 } }, { atLeast: 1 }),
    compare({
      ...figures,
      anchor: { name: `${each.report.requests}, each followed by itself`, value: each.rate },
    }),
  ];
}

function heap({ heaps: [few, all] }: Measured, requests: number): Comparison {
  return compare(
    {
      title: `heap of a simulation after ${requests} requests`,
      unit: 'MB',
      ours: all,
      anchor: { name: `after ${requests / 10}`, value: few },
    },
    { atMost: 1.2 },
  );
}

function measured(requests: number, pods: number, followsEachRequest: boolean): Measured {
  const duration = (requests / perSecond) * 1_000;
  const { simulation, run } = begun(duration, pods, followsEachRequest);
  const before = process.cpuUsage();
  simulation.advance(Math.floor(duration / 10));
  const cpuOfFew = process.cpuUsage(before);
  const few = heapUsed();
  const between = process.cpuUsage();
  simulation.advance(Math.ceil(duration) - Math.floor(duration / 10));
  const cpuOfRest = process.cpuUsage(between);
  const all = heapUsed();
  const report = run.report();
  if (report.requests !== requests) throw new Error(`${report.requests} requests were sent, not ${requests}`);
  const microseconds = cpuOfFew.user + cpuOfFew.system + cpuOfRest.user + cpuOfRest.system;
  return { report, rate: (requests / microseconds) * 1e6, heaps: [few, all] };
}

function begun(
  duration: number,
  pods: number,
  followsEachRequest: boolean,
): { readonly simulation: Simulation; readonly run: LoadRun } {
  const simulation = new Simulation(manifests(pods), {
    platform: { nodes: 5 },
    followsEachRequest,
    behaviours: [{ labels: { app: 'web' }, does: { startup: 3_000, onSigterm: 'finish' } }],
  });
  const node = simulation.cluster.list('Node')[0]?.metadata.name ?? '';
  const address = simulation.cluster.get('Service', 'default/web')?.spec.clusterIP ?? '';
  const run = simulation.load({
    request: { from: { kind: 'node', node }, url: `http://${address}/` },
    arrivals: { model: 'constant', perSecond },
    duration: Math.ceil(duration),
  });
  simulation.at(Math.floor(duration / 50), () => {
    simulation.rollout({ kind: 'Deployment', namespace: 'default', name: 'web' }, { image: 'app:2' });
  });
  return { simulation, run };
}

function manifests(replicas: number): readonly unknown[] {
  const labels = { app: 'web' };
  const container = {
    name: 'app',
    image: 'app:1',
    ports: [{ containerPort: 8_080 }],
    readinessProbe: { httpGet: { path: '/', port: 8_080 }, periodSeconds: 2 },
  };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'default' },
      spec: {
        replicas,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [container] } },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'default' },
      spec: { selector: labels, ports: [{ port: 80, targetPort: 8_080 }] },
    },
  ];
}

function heapUsed(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / bytesOfMegabyte;
}
