import { describe, expect, test } from 'vitest';
import { nodes, simulationOf, workload } from './cluster.js';

const second = 1_000;
const loops = { nodes: { lease: 1, phase: 0, grace: 40 * second } };
const nodeOf = (simulation: ReturnType<typeof simulationOf>): string =>
  simulation.cluster.get('Pod', 'default/web-0')?.spec.nodeName ?? '';

describe('the garbage collector of pods', () => {
  // Unknown at 40, tainted at 45, the pod is marked at 345. The node is said to be out of service at 401: the next look of
  // the collector, each 20 s, is at 420. Only then the name is free.
  test('removes what is being deleted on a node that is out of service', () => {
    const simulation = simulationOf([...nodes('a', 'b'), workload('StatefulSet', 1)], loops);
    const node = nodeOf(simulation);
    simulation.fail({ node });
    simulation.advance(401 * second);
    simulation.do({ act: 'taint', node, key: 'node.kubernetes.io/out-of-service', effect: 'NoExecute' });
    simulation.advance(19 * second - 1);
    expect(nodeOf(simulation)).toBe(node);
    simulation.advance(1);
    expect(nodeOf(simulation)).not.toBe(node);
    expect(simulation.cluster.get('Pod', 'default/web-0')?.status.phase).toBe('Running');
  });

  test('leaves what is not being deleted on a node that is out of service', () => {
    const stays = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'stays', namespace: 'default' },
      spec: {
        nodeName: 'a',
        tolerations: [{ operator: 'Exists' }],
        containers: [{ name: 'app', image: 'app' }],
      },
    };
    const simulation = simulationOf([...nodes('a', 'b'), stays], loops);
    simulation.fail({ node: 'a' });
    simulation.advance(100 * second);
    simulation.do({ act: 'taint', node: 'a', key: 'node.kubernetes.io/out-of-service', effect: 'NoExecute' });
    simulation.advance(600 * second);
    expect(simulation.cluster.get('Pod', 'default/stays')).toBeDefined();
  });

  test('leaves what is being deleted on a node that is ready, whatever its taints', () => {
    const simulation = simulationOf([...nodes('a'), workload('StatefulSet', 1)], loops);
    simulation.setResponse({}, { onSigterm: 'ignore' });
    simulation.do({
      act: 'taint',
      node: 'a',
      key: 'node.kubernetes.io/out-of-service',
      effect: 'NoSchedule',
    });
    simulation.delete({ kind: 'Pod', namespace: 'default', name: 'web-0' });
    simulation.advance(30 * second - 1);
    // Its process has its grace of 30.
    expect(simulation.cluster.get('Pod', 'default/web-0')?.metadata.deletionTimestamp).toBeDefined();
  });

  // Unknown at 40, the Node goes at 40; found at 40, left alone for 40, removed at 80.
  test('removes the pods of a node that is gone after their quarantine', () => {
    const simulation = simulationOf([...nodes('a', 'b'), workload('StatefulSet', 1)], loops);
    const node = nodeOf(simulation);
    simulation.do({ act: 'terminate', node });
    simulation.advance(80 * second - 1);
    expect(nodeOf(simulation)).toBe(node);
    simulation.advance(1);
    expect(nodeOf(simulation)).not.toBe(node);
  });
});
