import { describe, expect, test } from 'vitest';
import type { Simulation, WorkloadName } from '@kubehop/sim';
import { nodes, simulationOf, workload } from './cluster.js';

const second = 1_000;
const web: WorkloadName = { kind: 'Deployment', namespace: 'default', name: 'web' };
const loops = { autoscaling: { phase: 0 } };

/** What was scaled, and when: `2 to 6 at 15`. */
function scalings({ log }: Simulation): readonly string[] {
  return log.flatMap((event) =>
    event.kind === 'autoscaled' ? [`${event.from} to ${event.to} at ${event.at / second}`] : [],
  );
}

function simulationWith(replicas: number): Simulation {
  return simulationOf([...nodes('a'), workload('Deployment', replicas)], loops);
}

describe('an autoscaler', () => {
  // Each 15 s four more or twice as many: 2, 6, 12, 24, and the 40 that are right.
  test('goes up step by step', () => {
    const simulation = simulationWith(2);
    simulation.do({ act: 'wish', workload: web, replicas: 40 });
    simulation.advance(3_600 * second);
    expect(scalings(simulation)).toEqual([
      '2 to 6 at 15',
      '6 to 12 at 30',
      '12 to 24 at 45',
      '24 to 40 at 60',
    ]);
    expect(
      simulation.cluster.list('Pod').filter(({ metadata }) => metadata.labels['app'] === 'web'),
    ).toHaveLength(40);
  });

  // The last decision for 10 is at 600; it counts until 900.
  test('goes down once no more was right for 300 s', () => {
    const simulation = simulationWith(10);
    simulation.do({ act: 'wish', workload: web, replicas: 10 });
    simulation.advance(601 * second);
    simulation.do({ act: 'wish', workload: web, replicas: 4 });
    simulation.advance(3_600 * second);
    expect(scalings(simulation)).toEqual(['10 to 4 at 900']);
  });

  // Meanwhile 7 were right, at 615: after 900 that counts, until 915.
  test('goes down step by step where the load did', () => {
    const simulation = simulationWith(10);
    simulation.do({ act: 'wish', workload: web, replicas: 10 });
    simulation.advance(601 * second);
    simulation.do({ act: 'wish', workload: web, replicas: 7 });
    simulation.advance(15 * second);
    simulation.do({ act: 'wish', workload: web, replicas: 4 });
    simulation.advance(3_600 * second);
    expect(scalings(simulation)).toEqual(['10 to 7 at 900', '7 to 4 at 915']);
  });

  test('comes to rest', () => {
    const simulation = simulationWith(10);
    simulation.do({ act: 'wish', workload: web, replicas: 3 });
    expect(simulation.rest()).toBeLessThanOrEqual(400 * second);
  });

  test('takes back what somebody else has scaled', () => {
    const simulation = simulationWith(4);
    simulation.do({ act: 'wish', workload: web, replicas: 4 });
    simulation.advance(100 * second);
    simulation.scale(web, 2);
    simulation.advance(60 * second);
    expect(scalings(simulation)).toEqual(['2 to 4 at 105']);
  });

  test('knows only the present number when another instance decides', () => {
    const simulation = simulationWith(10);
    simulation.do({ act: 'wish', workload: web, replicas: 10 });
    simulation.advance(200 * second);
    simulation.do({ act: 'wish', workload: web, replicas: 4 });
    simulation.fail({ controlPlane: 'leader' });
    simulation.recover({ controlPlane: 'leader' });
    simulation.advance(3_600 * second);
    // 10 is what it finds at 200, and counts for 300: the loop of 510 is the first for which it does not.
    expect(scalings(simulation)).toEqual(['10 to 4 at 510']);
  });

  test('is gone with its workload', () => {
    const simulation = simulationWith(4);
    simulation.do({ act: 'wish', workload: web, replicas: 40 });
    simulation.delete({ kind: 'Deployment', namespace: 'default', name: 'web' });
    simulation.advance(600 * second);
    expect(scalings(simulation)).toEqual([]);
  });

  test.each([
    { replicas: -1 },
    { replicas: Number.NaN },
    { replicas: 3, least: 5, most: 4 },
    { replicas: 3, least: 0 },
  ])('refuses a wish that cannot be: %j', (wish) => {
    const simulation = simulationWith(4);
    expect(() => {
      simulation.do({ act: 'wish', workload: web, ...wish });
    }).toThrow(RangeError);
    expect(simulation.log).toEqual([]);
  });

  test('refuses a wish for what is not there', () => {
    expect(() => {
      simulationWith(4).do({ act: 'wish', workload: { ...web, name: 'nobody' }, replicas: 3 });
    }).toThrow('there is no Deployment default/nobody');
  });
});
