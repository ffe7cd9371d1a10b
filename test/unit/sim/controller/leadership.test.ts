import { describe, expect, test } from 'vitest';
import type { Simulation } from '@kubehop/sim';
import { nodes, service, simulationOf, workload } from './cluster.js';

const second = 1_000;
const leader = { controlPlane: 'leader' } as const;
const takeover = { leader: 15 * second };

function podsOf({ cluster }: Simulation): readonly string[] {
  return cluster
    .list('Pod')
    .filter(({ metadata }) => metadata.labels['app'] === 'web')
    .map(({ metadata }) => metadata.name);
}

function endpointsOf({ cluster }: Simulation): number {
  return cluster.slicesOf('default/web').flatMap(({ endpoints }) => endpoints).length;
}

function momentsOf({ log }: Simulation, kind: Simulation['log'][number]['kind']): readonly number[] {
  return log.filter((event) => event.kind === kind).map(({ at }) => at / second);
}

describe('without a controller manager that leads', () => {
  test('nothing is replaced, and slices stay as they are, until another one takes over', () => {
    const simulation = simulationOf([...nodes('a'), workload('Deployment', 2), service], takeover);
    const [name = ''] = podsOf(simulation);
    simulation.fail(leader);
    simulation.advance(1 * second);
    simulation.delete({ kind: 'Pod', namespace: 'default', name });
    simulation.advance(13_999);
    expect([podsOf(simulation).length, endpointsOf(simulation)]).toEqual([1, 2]);
    simulation.advance(1);
    expect([podsOf(simulation).length, endpointsOf(simulation)]).toEqual([2, 2]);
    expect(podsOf(simulation)).not.toContain(name);
  });

  test('the scheduler and the kubelets go on', () => {
    const simulation = simulationOf(nodes('a'), takeover);
    simulation.fail(leader);
    simulation.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'alone', namespace: 'default' },
      spec: { containers: [{ name: 'app', image: 'app' }] },
    });
    simulation.advance(1 * second);
    expect(simulation.cluster.get('Pod', 'default/alone')?.status.phase).toBe('Running');
  });

  test('everything goes on at once when it is brought back', () => {
    const simulation = simulationOf([...nodes('a'), workload('Deployment', 2)], takeover);
    simulation.fail(leader);
    simulation.scale({ kind: 'Deployment', namespace: 'default', name: 'web' }, 5);
    simulation.advance(1 * second);
    expect(podsOf(simulation)).toHaveLength(2);
    simulation.recover(leader);
    simulation.advance(0);
    expect(podsOf(simulation)).toHaveLength(5);
  });

  // The lease of 15 was renewed 0..2 before, seen by others up to 4.4 later, and they look every 2..4.4: 13..23.8.
  test('another one takes over within the time of its lease', () => {
    const times = Array.from({ length: 30 }, (_, seed) => {
      const simulation = simulationOf([...nodes('a'), workload('Deployment', 2)], {}, { seed });
      simulation.fail(leader);
      simulation.scale({ kind: 'Deployment', namespace: 'default', name: 'web' }, 3);
      simulation.advance(60 * second);
      return momentsOf(simulation, 'container-started').at(-1) ?? -1;
    });
    expect(Math.min(...times)).toBeGreaterThanOrEqual(13);
    expect(Math.max(...times)).toBeLessThanOrEqual(23.8);
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(5);
  });

  // The node dies at 0, just after a renewal. The new instance takes over at 15, sees the old lease at 15, its first look,
  // and waits for 50 from there: 65, and the taint one look later.
  test('a lost node is waited for anew', () => {
    const simulation = simulationOf(nodes('a', 'b'), {
      ...takeover,
      nodes: { lease: 1, phase: 0, grace: 50 * second },
    });
    simulation.fail(leader);
    simulation.fail({ node: 'a' });
    simulation.advance(600 * second);
    expect(momentsOf(simulation, 'node-status')).toEqual([65]);
    expect(momentsOf(simulation, 'node-tainted')).toEqual([65, 70]);
  });

  // Three of seven nodes are found at 40, and tainted one in 10 s: the first at 45, the second at 55. Another instance does
  // not know that, and begins with all three at its first look: 60 and 70 for those that have the taint, 80 for the third.
  test('nodes that wait for their taint begin to wait anew', () => {
    const simulation = simulationOf(nodes('a', 'b', 'c', 'd', 'e', 'f', 'g'), {
      nodes: { lease: 1, phase: 0, grace: 40 * second },
    });
    for (const node of ['a', 'b', 'c']) simulation.fail({ node });
    simulation.advance(57 * second);
    simulation.fail(leader);
    simulation.recover(leader);
    simulation.advance(60 * second);
    const tainted = simulation.log.flatMap((event) =>
      event.kind === 'node-tainted' && event.effect === 'NoExecute'
        ? [`${event.node}@${event.at / second}`]
        : [],
    );
    expect(tainted).toEqual(['a@45', 'b@55', 'c@80']);
  });

  // Not ready at 0, tainted at 5; the pods would go at 305. The leader is lost at 200, and the next one counts from 215.
  test('the time for which pods tolerate a taint begins anew', () => {
    const simulation = simulationOf([...nodes('a', 'b'), workload('Deployment', 1)], {
      ...takeover,
      nodes: { phase: 0 },
    });
    const [name = ''] = podsOf(simulation);
    const node = simulation.cluster.get('Pod', `default/${name}`)?.spec.nodeName ?? '';
    simulation.advance(1);
    simulation.do({ act: 'report-node', node, ready: false });
    simulation.advance(200 * second - 1);
    simulation.fail(leader);
    simulation.advance(600 * second);
    expect(momentsOf(simulation, 'node-tainted')).toEqual([5, 5]);
    expect(momentsOf(simulation, 'pod-deleting')[0]).toBe(515);
  });
});
