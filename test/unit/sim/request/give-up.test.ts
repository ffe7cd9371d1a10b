import { node } from '@kubehop/core';
import { Simulation } from '@kubehop/sim';
import { describe, expect, test } from 'vitest';

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-0', namespace: 'default', labels: { app: 'web' } },
  spec: { nodeName: 'node-a', containers: [{ name: 'app', image: 'app', ports: [{ containerPort: 8080 }] }] },
};
const nodeA = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-a' } };
const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'default' },
  spec: { clusterIP: '10.96.0.7', selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
};
const request = { from: node('node-a'), url: 'http://10.96.0.7/' };

describe('a client that waits no longer', () => {
  test('ends its request on the way, at the last place that it had come to', () => {
    const simulation = new Simulation([nodeA, pod, service], { latency: { service: 500, node: 500 } });
    const answer = simulation.send(request, { timeout: 700 });
    expect(answer.answeredAt).toBe(700);
    expect(answer.trace.outcome).toMatchObject({ kind: 'timeout', cause: { code: 'client-gave-up' } });
    expect(answer.trace.hops.map(({ stage }) => stage)).toEqual(['client', 'service', 'node']);
    expect(answer.times).toEqual([0, 0, 500]);
  });

  test('sees an answer that comes just before', () => {
    const simulation = new Simulation([nodeA, pod, service], { latency: { service: 500, node: 500 } });
    const answer = simulation.send(request, { timeout: 1_001 });
    expect(answer.answeredAt).toBe(1_000);
    expect(answer.trace.outcome).toMatchObject({ kind: 'response', status: 200 });
  });

  test('is told why where nobody was there to answer', () => {
    const simulation = new Simulation([nodeA, pod, service]);
    simulation.setResponse({ pod: 'web-0' }, { hangs: true });
    const answer = simulation.send(request, { timeout: 3_000 });
    expect(answer.answeredAt).toBe(3_000);
    expect(answer.trace.outcome).toMatchObject({ kind: 'timeout', cause: { code: 'process-hangs' } });
  });
});
