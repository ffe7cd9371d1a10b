import { Simulation } from '@kubehop/sim';
import { describe, expect, test } from 'vitest';

const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-a' } };

const podWith = (probes: object): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-0', namespace: 'default', labels: { app: 'web' } },
  spec: {
    nodeName: 'node-a',
    containers: [{ name: 'app', image: 'app', ports: [{ containerPort: 8080 }], ...probes }],
  },
});

const httpGet = { httpGet: { path: '/ok', port: 8080 } };
const delays = { watch: 0, kubelet: { probePhase: 0, notice: 0 } } as const;

describe('a container that is started again', () => {
  // Fails at 10, 20, 30: SIGTERM at 30, ended at once, started at once. Its grace of 30 s ends at 60.
  test('is left alone by the SIGKILL that was meant for the run before', () => {
    const simulation = new Simulation([node, podWith({ livenessProbe: httpGet })], { delays });
    simulation.at(5_000, () => {
      simulation.setResponse({ pod: 'web-0' }, { status: 500 });
    });
    simulation.at(36_000, () => {
      simulation.setResponse({ pod: 'web-0' }, { status: 200 });
    });
    simulation.advance(120_000);
    const signals = simulation.log.flatMap((event) =>
      event.kind === 'signal' ? [`${event.at} ${event.signal}`] : [],
    );
    expect(signals).toEqual(['30000 SIGTERM']);
  });

  test('counts as restarted once its node is back', () => {
    const simulation = new Simulation([node, podWith({})], { delays });
    simulation.fail({ node: 'node-a' });
    simulation.advance(5_000);
    simulation.recover({ node: 'node-a' });
    simulation.advance(5_000);
    const starts = simulation.log.flatMap((event) =>
      event.kind === 'container-started' && event.pod === 'default/web-0' ? [event.restarts] : [],
    );
    expect(starts).toEqual([1]);
  });
});

describe('a probe of a pod that runs from the beginning', () => {
  test.each([
    ['answers with errors', { status: 500 }, 20_000],
    ['takes no connections', { listens: false }, 20_000],
    ['answers nothing', { hangs: true }, 21_000],
  ])('finds that its process %s', (_title, does, at) => {
    const simulation = new Simulation([node, podWith({ readinessProbe: httpGet })], {
      delays,
      behaviours: [{ pod: 'web-0', does }],
    });
    simulation.advance(60_000);
    const turns = simulation.log.flatMap((event) =>
      event.kind === 'pod-ready' ? [[event.at, event.ready]] : [],
    );
    expect(turns).toEqual([[at, false]]);
  });
});

describe('the time of a simulation', () => {
  test('does not go back where a callback lets more of it pass', () => {
    const simulation = new Simulation([node]);
    simulation.at(1_000, () => {
      simulation.advance(9_000);
    });
    simulation.advance(3_000);
    expect(simulation.now).toBe(10_000);
  });
});

describe('an act that cannot be', () => {
  test('is a rollout of a container that the template has not', () => {
    const labels = { app: 'web' };
    const template = { metadata: { labels }, spec: { containers: [{ name: 'app', image: 'app:1' }] } };
    const web = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { selector: { matchLabels: labels }, template },
    };
    const simulation = new Simulation([node, web]);
    const workload = { kind: 'Deployment', namespace: 'shop', name: 'web' } as const;
    expect(() => {
      simulation.rollout(workload, { image: 'app:2', container: 'nope' });
    }).toThrow('web has no container nope; it has app');
  });

  test.each([{ act: 'explode' }, { act: 'fail', fault: { foo: 1 } }])(
    '%j is refused in words, and forgotten',
    (act) => {
      const simulation = new Simulation([node]);
      expect(() => {
        // What no type checker lets pass.
        simulation.do(act as never);
      }).toThrow(RangeError);
      expect(() => Simulation.resume(simulation.snapshot())).not.toThrow();
    },
  );
});
