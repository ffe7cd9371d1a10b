import { describe, expect, test } from 'vitest';
import { nearestName } from '../../../../packages/core/src/object/field/nearest-name.js';

const known = ['ports', 'port', 'targetPort', 'nodePort', 'selector'];

describe('nearestName', () => {
  test.each([
    ['prots', 'ports'],
    ['portz', 'ports'],
    ['selectors', 'selector'],
    ['targetport', 'targetPort'],
    ['NODEPORT', 'nodePort'],
    ['selctr', 'selector'],
    ['prt', 'port'],
  ])('%s is meant for %s', (name, nearest) => {
    expect(nearestName(name, known)).toBe(nearest);
  });

  test.each(['slctr', 'replicas', 'x', '', '__proto__'])('%j is like none of them', (name) => {
    expect(nearestName(name, known)).toBeUndefined();
  });
});
