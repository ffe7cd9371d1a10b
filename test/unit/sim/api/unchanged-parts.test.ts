import { Simulation } from '@kubehop/sim';
import { describe, expect, test } from 'vitest';
import { withUnchangedParts } from '../../../../packages/sim/src/api/unchanged-parts.js';

describe('withUnchangedParts', () => {
  test('is the first value where both are the same', () => {
    const before = { a: { b: [1, { c: 2 }] } };
    expect(withUnchangedParts(before, structuredClone(before))).toBe(before);
  });

  test('takes what has not changed from the first value, and nothing else', () => {
    const before = { metadata: { labels: { app: 'web' } }, spec: { replicas: 1, list: [1] } };
    const after = { metadata: { labels: { app: 'web' } }, spec: { replicas: 2, list: [1] } };
    const result = withUnchangedParts(before, after);
    expect(result).toEqual(after);
    expect(result.metadata).toBe(before.metadata);
    expect(result.spec.list).toBe(before.spec.list);
  });
});

describe('applying what is there already', () => {
  test('writes nothing', () => {
    const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'colours' }, data: { sky: 'blue' } };
    const simulation = new Simulation([map]);
    simulation.apply(structuredClone(map));
    expect(simulation.log.map(({ kind }) => kind)).toEqual(['act']);
    simulation.apply({ ...map, data: { sky: 'grey' } });
    expect(simulation.log.map(({ kind }) => kind)).toEqual(['act', 'act', 'written']);
  });
});
