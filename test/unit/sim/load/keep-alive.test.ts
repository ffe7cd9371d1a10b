import { describe, expect, test } from 'vitest';
import { node } from '@kubehop/core';
import { Simulation, type LoadOptions, type LoadReport, type WorkloadName } from '@kubehop/sim';

const web: WorkloadName = { kind: 'Deployment', namespace: 'default', name: 'web' };
const labels = { app: 'web' };
const manifests = [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'app', image: 'app:1', ports: [{ containerPort: 8080 }] }] },
      },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'default' },
    spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
  },
];

/** Requests for a minute; after ten seconds there are twice as many pods. */
function scaledUp(
  options: Pick<LoadOptions, 'connections' | 'arrivals'>,
  happens: (simulation: Simulation, pod: string) => void = () => undefined,
): { readonly report: LoadReport; readonly old: readonly string[] } {
  const simulation = new Simulation(manifests, { platform: { nodes: 2 } });
  const [first] = simulation.cluster.list('Node');
  const address = simulation.cluster.get('Service', 'default/web')?.spec.clusterIP ?? '';
  const request = { from: node(first?.metadata.name ?? ''), url: `http://${address}/` };
  const old = simulation.cluster.list('Pod', 'default').map(({ metadata }) => `default/${metadata.name}`);
  const run = simulation.load({ ...options, request, duration: 60_000 });
  simulation.at(10_000, () => {
    simulation.scale(web, 4);
  });
  simulation.at(40_000, () => {
    happens(simulation, old[0] ?? '');
  });
  simulation.advance(70_000);
  return { report: run.report(), old: [...old].sort() };
}

function podsOf({ pods }: LoadReport): readonly string[] {
  return pods.map(({ pod }) => pod).sort();
}

describe.each([
  ['an open model', { model: 'constant', perSecond: 100 }],
  ['clients that wait for answers', { model: 'closed', clients: 20, think: 200 }],
] as const)('connections that are kept, of %s', (_name, arrivals) => {
  const connections = { kept: 20 };

  test('stay with their pods: those that are added get nothing', () => {
    const { report, old } = scaledUp({ arrivals, connections });
    expect(report.errors).toEqual([]);
    expect(podsOf(report)).toEqual(old);
  });

  test('come to pods that were added once they have to be made anew', () => {
    const { report, old } = scaledUp({ arrivals, connections }, (simulation, pod) => {
      simulation.do({ act: 'crash', pod, code: 1 });
    });
    expect(podsOf(report).filter((pod) => !old.includes(pod)).length).toBeGreaterThan(0);
  });
});

test('connections that are new for each request come to all pods', () => {
  const { report } = scaledUp({ arrivals: { model: 'constant', perSecond: 100 } });
  expect(podsOf(report)).toHaveLength(4);
});
