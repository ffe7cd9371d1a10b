import { describe, expect, test } from 'vitest';
import { node, readRequest, type RequestInput } from '@kubehop/core';
import { Simulation, type SimulationOptions, type WorkloadName } from '@kubehop/sim';

const web: WorkloadName = { kind: 'Deployment', namespace: 'default', name: 'web' };

function manifests(replicas: number, strategy: object): readonly unknown[] {
  const labels = { app: 'web' };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'default' },
      spec: {
        replicas,
        strategy,
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
}

/** Everything happens at whole hundredths of a second; what is sent, between them. */
const options: SimulationOptions = {
  platform: { nodes: 3 },
  delays: {
    watch: 40,
    kubelet: { sandbox: 300, imagePull: 700, notice: 500, probePhase: 0 },
    kubeProxy: { minSync: 1_000, sync: 100 },
    nodes: { phase: 0 },
  },
  behaviours: [{ does: { startup: 800, onSigterm: 'exit' } }],
};
const seconds = 30;
const distance = 10;
const timeout = 2_000;

interface Counts {
  readonly causes: Readonly<Record<string, number>>;
  readonly pods: readonly number[];
}

function inOrder(counts: ReadonlyMap<string, number>): readonly number[] {
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, count]) => count);
}

function begun(replicas: number, strategy: object): { simulation: Simulation; request: RequestInput } {
  const simulation = new Simulation(manifests(replicas, strategy), options);
  const address = simulation.cluster.get('Service', 'default/web')?.spec.clusterIP ?? '';
  const [first] = simulation.cluster.list('Node');
  simulation.at(2_000, () => {
    simulation.rollout(web, { image: 'app:2' });
  });
  simulation.advance(5);
  return { simulation, request: { from: node(first?.metadata.name ?? ''), url: `http://${address}/` } };
}

function asLoad(replicas: number, strategy: object): Counts {
  const { simulation, request } = begun(replicas, strategy);
  const arrivals = { model: 'constant', perSecond: 1_000 / distance } as const;
  const run = simulation.load({ request, arrivals, duration: seconds * 1_000, timeout });
  simulation.advance(seconds * 2_000);
  const { fates, pods } = run.report();
  const causes = new Map<string, number>();
  for (const { cause, count } of fates) causes.set(cause, (causes.get(cause) ?? 0) + count);
  return {
    causes: Object.fromEntries(causes),
    pods: inOrder(new Map(pods.map(({ pod, requests }) => [pod, requests]))),
  };
}

function oneByOne(replicas: number, strategy: object): Counts {
  const { simulation, request } = begun(replicas, strategy);
  const read = readRequest(request, node(''));
  const causes = new Map<string, number>();
  const pods = new Map<string, number>();
  for (let at = 5; at < seconds * 1_000 + 5; at += distance) {
    simulation.at(at, () => {
      simulation.begin(read, { timeout }, ({ trace: { outcome, hops } }) => {
        causes.set(outcome.cause.code, (causes.get(outcome.cause.code) ?? 0) + 1);
        const last = hops.at(-1);
        if (outcome.kind !== 'response' || last?.stage !== 'pod') return;
        pods.set(last.pod.name, (pods.get(last.pod.name) ?? 0) + 1);
      });
    });
  }
  simulation.advance(seconds * 2_000);
  return { causes: Object.fromEntries(causes), pods: inOrder(pods) };
}

describe('a load', () => {
  test('comes to exactly the same as its requests one by one, where there is nothing to draw', () => {
    const strategy = { type: 'Recreate' };
    const load = asLoad(1, strategy);
    expect(load).toEqual(oneByOne(1, strategy));
    expect(Object.keys(load.causes).length).toBeGreaterThan(1);
    expect(load.pods).toHaveLength(2);
  });

  test('comes to as much as its requests one by one, but for chance', () => {
    const strategy = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 3, maxSurge: 0 } };
    const load = asLoad(6, strategy);
    const each = oneByOne(6, strategy);
    expect(Object.keys(load.causes).sort()).toEqual(Object.keys(each.causes).sort());
    expect(load.pods).toHaveLength(each.pods.length);
    // Four standard deviations of the difference of two counts.
    for (const [index, count] of load.pods.entries()) {
      const other = each.pods[index] ?? 0;
      expect(Math.abs(count - other)).toBeLessThan(4 * Math.sqrt(count + other));
    }
  });
});
