import { describe, expect, test } from 'vitest';
import { Simulation } from '@kubehop/sim';

/** The largest number that the API server takes exactly. */
const seconds = Number.MAX_SAFE_INTEGER;

function simulationOf(spec: object): Simulation {
  return new Simulation([
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web' },
      spec: { containers: [{ name: 'web', image: 'web' }], ...spec },
    },
  ]);
}

describe('times that no clock can show', () => {
  test('a grace of millions of years leaves a pod that ignores SIGTERM alone', () => {
    const simulation = simulationOf({ terminationGracePeriodSeconds: seconds });
    simulation.setResponse({}, { onSigterm: 'ignore' });
    simulation.delete({ kind: 'Pod', namespace: 'default', name: 'web' });
    simulation.rest();
    expect(simulation.cluster.get('Pod', 'default/web')?.metadata.deletionTimestamp).toBeDefined();
  });

  test('a taint that is tolerated for millions of years evicts nobody', () => {
    const tolerations = [{ operator: 'Exists', tolerationSeconds: seconds, effect: 'NoExecute' }];
    const simulation = simulationOf({ tolerations });
    simulation.do({ act: 'taint', node: 'node-1', key: 'example.com/other', effect: 'NoExecute' });
    simulation.rest();
    expect(simulation.log.some(({ kind }) => kind === 'pod-deleting')).toBe(false);
  });
});
