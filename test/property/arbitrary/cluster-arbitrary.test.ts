import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { clusterArbitrary } from '../../../packages/core/src/arbitrary/cluster/cluster-arbitrary.js';
import { readManifests } from '../../../packages/core/src/yaml/read-manifests.js';
import { flaws } from '../drawn.js';

// To make a cluster costs many times what it costs to draw it.
const runs = { numRuns: 60 };

describe('a drawn cluster', () => {
  test.prop([clusterArbitrary()], runs)('has objects that the API server takes', ({ cluster }) => {
    expect(cluster.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test.prop([clusterArbitrary({ flaws })], runs)(
    'with flaws has objects that the API server takes all the same',
    ({ cluster }) => {
      expect(cluster.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    },
  );

  test.prop([clusterArbitrary({ flaws })])('prints manifests that kubectl reads', (drawn) => {
    const { manifests, problems } = readManifests(String(drawn));
    expect(problems).toEqual([]);
    expect(manifests.map(({ value }) => value)).toEqual(drawn.manifests);
  });

  test.prop([clusterArbitrary()])('has every object once', ({ manifests }) => {
    const names = manifests.map(
      ({ kind, metadata: { namespace, name } }) => `${kind} ${namespace ?? 'default'}/${name}`,
    );
    expect(new Set(names).size).toBe(names.length);
  });

  test.prop([fc.integer()], { numRuns: 20 })('is the same for the same seed', (seed) => {
    const draw = (): readonly string[] =>
      fc.sample(clusterArbitrary({ flaws }), { seed, numRuns: 5 }).map(String);
    expect(draw()).toEqual(draw());
  });
});

const size = fc
  .tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 }))
  .map(([one, other]) => ({ min: Math.min(one, other), max: Math.max(one, other) }));

test.prop([size, size, size, fc.integer()], { numRuns: 30 })(
  'a drawn cluster has as many objects as it may',
  (workloads, services, ingresses, seed) => {
    const arbitrary = clusterArbitrary({ workloads, services, ingresses, workloadKinds: ['Deployment'] });
    for (const { manifests } of fc.sample(arbitrary, { seed, numRuns: 5 })) {
      const count = (wanted: string): number =>
        manifests.filter(({ kind, metadata }) => kind === wanted && metadata.namespace !== 'ingress').length;
      for (const [kind, { min, max }] of [
        ['Deployment', workloads],
        ['Service', services],
        ['Ingress', ingresses],
      ] as const) {
        expect(count(kind)).toBeGreaterThanOrEqual(min);
        expect(count(kind)).toBeLessThanOrEqual(max);
      }
    }
  },
);
