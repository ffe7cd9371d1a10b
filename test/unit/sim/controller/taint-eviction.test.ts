import { describe, expect, test } from 'vitest';
import type { Simulation } from '@kubehop/sim';
import { nodes, simulationOf } from './cluster.js';

const second = 1_000;
const key = 'node.kubernetes.io/not-ready';
const effect = 'NoExecute';

function pod(tolerations: readonly object[] = []): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-0', namespace: 'default' },
    spec: { nodeName: 'a', tolerations, containers: [{ name: 'app', image: 'app' }] },
  };
}

/** Seconds at which the pod was told to go. */
function deletions({ log }: Simulation): readonly number[] {
  return log.flatMap((event) =>
    event.kind === 'pod-deleting' && event.pod === 'default/web-0' ? [event.at / second] : [],
  );
}

/** A node that is tainted at 0, with a pod on it. */
function tainted(taint: string, tolerations: readonly object[] = []): Simulation {
  const simulation = simulationOf([...nodes('a'), pod(tolerations)]);
  simulation.do({ act: 'taint', node: 'a', key: taint, effect: 'NoExecute' });
  return simulation;
}

describe('a taint that evicts', () => {
  test.each<[string, string, readonly object[], readonly number[]]>([
    ['at once what does not tolerate it', 'maintenance', [], [0]],
    ['after 300 s what says nothing of a node that is not ready', key, [], [300]],
    ['after its own time what tolerates it for a time', key, [{ key, effect, tolerationSeconds: 20 }], [20]],
    ['after 0 s what tolerates it for none', key, [{ key, effect, tolerationSeconds: 0 }], [0]],
    ['never what tolerates it without a time', key, [{ key, operator: 'Exists' }], []],
    ['never what tolerates everything', 'maintenance', [{ operator: 'Exists' }], []],
    [
      'after the shortest of several times',
      key,
      [
        { key, operator: 'Exists', effect, tolerationSeconds: 50 },
        { operator: 'Exists', effect, tolerationSeconds: 40 },
      ],
      [40],
    ],
    [
      'what tolerates another effect only',
      'maintenance',
      [{ operator: 'Exists', effect: 'NoSchedule' }],
      [0],
    ],
  ])('takes away %s', (_, taint, tolerations, expected) => {
    const simulation = tainted(taint, tolerations);
    simulation.advance(3_600 * second);
    expect(deletions(simulation)).toEqual(expected);
  });

  test('counts from when it came, whatever happens to the pod meanwhile', () => {
    const simulation = tainted(key);
    simulation.advance(100 * second);
    simulation.do({ act: 'set-condition', pod: 'default/web-0', type: 'example.com/other', status: 'True' });
    simulation.advance(600 * second);
    expect(deletions(simulation)).toEqual([300]);
  });

  test('leaves the pod alone when it is taken off in time', () => {
    const simulation = simulationOf([...nodes('a'), pod()], { nodes: { phase: 0 } });
    simulation.advance(1 * second);
    simulation.do({ act: 'report-node', node: 'a', ready: false });
    simulation.advance(200 * second);
    simulation.do({ act: 'report-node', node: 'a', ready: true });
    simulation.advance(600 * second);
    expect(deletions(simulation)).toEqual([]);
    expect(simulation.cluster.get('Node', 'a')?.spec.taints).toEqual([]);
  });
});
