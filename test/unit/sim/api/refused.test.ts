import { eventText, Simulation } from '@kubehop/sim';
import { describe, expect, test } from 'vitest';

const web = (replicas: number): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    replicas,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'web' }] },
    },
  },
});

describe('what the API server does not take', () => {
  test('is told in the log, and changes nothing', () => {
    const simulation = new Simulation([web(1)]);
    simulation.apply(web(-3));
    const refused = simulation.log.filter(({ kind }) => kind === 'refused');
    expect(refused).toMatchObject([
      { object: { kind: 'Deployment', namespace: 'shop', name: 'web' }, path: 'spec.replicas' },
    ]);
    expect(refused.map(eventText)).toEqual([
      expect.stringMatching(/^refused Deployment\/shop\/web: spec\.replicas: .+/),
    ]);
    expect(simulation.cluster.get('Deployment', 'shop/web')?.spec.replicas).toBe(1);
  });

  test('is not told of what it takes', () => {
    const simulation = new Simulation([web(1)]);
    simulation.apply(web(3));
    expect(simulation.log.filter(({ kind }) => kind === 'refused')).toEqual([]);
  });
});
