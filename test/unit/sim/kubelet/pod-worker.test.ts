import { describe, expect, test } from 'vitest';
import type { Simulation } from '@kubehop/sim';
import { nodes, simulationOf } from '../controller/cluster.js';

const second = 1_000;
const pod = 'default/web-0';
const reference = { kind: 'Pod', namespace: 'default', name: 'web-0' };

function podWith(container: object, spec: object = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-0', namespace: 'default', labels: { app: 'web' } },
    spec: {
      nodeName: 'a',
      containers: [{ name: 'app', image: 'app:1', ports: [{ containerPort: 8080 }], ...container }],
      ...spec,
    },
  };
}

/** What happened to containers, and when: `app SIGTERM 5`. */
function course({ log }: Simulation): readonly string[] {
  return log.flatMap((event) => {
    const at = event.at / second;
    // Pods of DNS are there too.
    if ('pod' in event && event.pod !== pod) return [];
    switch (event.kind) {
      case 'signal':
        return [`${event.container} ${event.signal} ${at}`];
      case 'container-started':
        return [`${event.container} starts ${at}`];
      case 'container-ended':
        return [`${event.container} ends ${at}`];
      default:
        return [];
    }
  });
}

const httpGet = { path: '/ok', port: 8080 };

describe('a container that fails its liveness probe', () => {
  // Failures at 10 and 20: SIGTERM, which is ignored, and SIGKILL at 50. That it answers again at 25 changes nothing.
  test('is ended, and not asked any more', () => {
    const simulation = simulationOf([
      ...nodes('a'),
      podWith({ livenessProbe: { httpGet, failureThreshold: 2 } }),
    ]);
    simulation.advance(1 * second);
    simulation.setResponse({}, { healthy: false, onSigterm: 'ignore' });
    simulation.advance(24 * second);
    simulation.setResponse({}, { healthy: true });
    simulation.advance(24 * second);
    expect(simulation.looksAt(pod, 'app').liveness).toBe(2);
    simulation.advance(60 * second);
    expect(course(simulation)).toEqual(['app SIGTERM 20', 'app SIGKILL 50', 'app ends 50', 'app starts 50']);
  });

  test('has its preStop hook first', () => {
    const simulation = simulationOf([
      ...nodes('a'),
      podWith({
        livenessProbe: { httpGet, failureThreshold: 1 },
        lifecycle: { preStop: { sleep: { seconds: 5 } } },
      }),
    ]);
    simulation.advance(1 * second);
    simulation.setResponse({}, { healthy: false });
    simulation.advance(20 * second);
    expect(course(simulation)).toEqual(['app SIGTERM 15', 'app ends 15', 'app starts 15']);
  });

  // Deleted at 5; the probes that would fail are those at 10 and 20.
  test('is not asked while its pod ends', () => {
    const simulation = simulationOf([
      ...nodes('a'),
      podWith({ livenessProbe: { httpGet, failureThreshold: 1 } }),
    ]);
    simulation.setResponse({}, { onSigterm: 'ignore' });
    simulation.advance(5 * second);
    simulation.delete(reference);
    simulation.setResponse({}, { healthy: false });
    simulation.advance(60 * second);
    expect(course(simulation)).toEqual(['app SIGTERM 5', 'app SIGKILL 35', 'app ends 35']);
  });
});

describe('a pod that starts', () => {
  const initContainers = [
    { name: 'migrate', image: 'app:1' },
    {
      name: 'proxy',
      image: 'proxy',
      restartPolicy: 'Always',
      startupProbe: { httpGet, periodSeconds: 2, failureThreshold: 10 },
    },
    { name: 'warm-up', image: 'app:1' },
  ];

  // The sandbox takes 1, migrate 3: proxy starts at 4. It listens from 9 on, which its probe finds at 10, a tick of 2 from 0
  // on. warm-up takes 3 as well, the image 2: 15.
  test('runs its init containers in order, and waits for sidecars to have started', () => {
    const simulation = simulationOf(nodes('a'), {
      kubelet: {
        sandbox: 1 * second,
        initContainer: 3 * second,
        imagePull: 2 * second,
        notice: 0,
        probePhase: 0,
      },
    });
    simulation.setResponse({ container: 'proxy' }, { startup: 5 * second });
    simulation.apply(podWith({}, { initContainers }));
    simulation.advance(9_999);
    expect(simulation.cluster.get('Pod', pod)?.status.phase).toBe('Pending');
    simulation.advance(20 * second);
    expect(course(simulation)).toEqual(['proxy starts 4', 'app starts 15']);
    expect(simulation.cluster.get('Pod', pod)?.status.phase).toBe('Running');
  });

  test('has an address as soon as its sandbox is there, and is not ready', () => {
    const simulation = simulationOf(nodes('a'), {
      kubelet: { sandbox: 1 * second, imagePull: 5 * second, notice: 0 },
    });
    simulation.apply(podWith({}));
    simulation.advance(1 * second - 1);
    expect(simulation.cluster.get('Pod', pod)?.status.podIPs).toEqual([]);
    simulation.advance(1);
    const status = simulation.cluster.get('Pod', pod)?.status;
    expect(status?.podIPs).toHaveLength(1);
    expect(status?.conditions).toContainEqual({ type: 'Ready', status: 'False' });
  });
});

describe('a container that ends', () => {
  test.each([
    ['Always', 0, 'Running', 2],
    ['Always', 1, 'Running', 2],
    ['OnFailure', 0, 'Succeeded', 1],
    ['OnFailure', 1, 'Running', 2],
    ['Never', 0, 'Succeeded', 1],
    ['Never', 1, 'Failed', 1],
  ])('under policy %s with code %d: the pod is %s', (restartPolicy, code, phase, runs) => {
    const simulation = simulationOf(nodes('a'));
    simulation.apply(podWith({}, { restartPolicy }));
    simulation.advance(5 * second);
    simulation.do({ act: 'crash', pod, code });
    simulation.advance(1);
    expect(simulation.cluster.get('Pod', pod)?.status.phase).toBe(phase);
    expect(course(simulation).filter((each) => each.includes('starts'))).toHaveLength(runs);
  });

  // Restarts at 0 and 10; the run from 10 lasts 600, twice the longest wait, so that the next restart is free again.
  test('is restarted at once again after it has run for long', () => {
    const simulation = simulationOf(nodes('a'));
    simulation.apply(podWith({}));
    simulation.advance(0);
    simulation.do({ act: 'crash', pod, code: 1 });
    simulation.advance(0);
    simulation.do({ act: 'crash', pod, code: 1 });
    simulation.advance(610 * second);
    simulation.do({ act: 'crash', pod, code: 1 });
    simulation.advance(100 * second);
    expect(course(simulation).filter((each) => each.includes('starts'))).toEqual([
      'app starts 0',
      'app starts 0',
      'app starts 10',
      'app starts 610',
    ]);
  });
});

describe('a node that comes back', () => {
  test('starts its pods anew, with other addresses', () => {
    const simulation = simulationOf([...nodes('a'), podWith({})]);
    const before = simulation.cluster.get('Pod', pod)?.status.podIP;
    simulation.advance(5 * second);
    simulation.fail({ node: 'a' });
    simulation.advance(20 * second);
    simulation.recover({ node: 'a' });
    simulation.advance(1 * second);
    const after = simulation.cluster.get('Pod', pod)?.status.podIP;
    expect(after).toBeDefined();
    expect(after).not.toBe(before);
    expect(course(simulation)).toEqual(['app starts 25']);
  });

  test('lets go of what was deleted meanwhile', () => {
    const simulation = simulationOf([...nodes('a'), podWith({})]);
    simulation.fail({ node: 'a' });
    simulation.delete(reference);
    simulation.advance(600 * second);
    expect(simulation.cluster.get('Pod', pod)).toBeDefined();
    simulation.recover({ node: 'a' });
    simulation.advance(0);
    expect(simulation.cluster.get('Pod', pod)).toBeUndefined();
  });
});
