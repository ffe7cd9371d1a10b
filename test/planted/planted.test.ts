import { chai, describe, expect, test } from 'vitest';
import { bugs } from './bugs.js';
import { plantBugs, withBug } from './planting.js';

/** Laws draw the same each time: whether they catch a bug is up to them. */
const seed = 20_261_125;

plantBugs();

// Imported once the modules are replaced.
const { laws } = await import('../property/laws.js');

describe('a planted bug breaks its law:', () => {
  test.each(bugs.map(({ title, caughtBy }, index) => [title, caughtBy, index] as const))(
    '%s',
    (_, caughtBy, index) => {
      expect(withBug(index, () => laws[caughtBy].flawOf(seed))).toBeInstanceOf(chai.AssertionError);
    },
  );
});

describe('without a bug the law holds:', () => {
  test.each([...new Set(bugs.map(({ caughtBy }) => caughtBy))])('%s', (caughtBy) => {
    expect(laws[caughtBy].flawOf(seed)).toBeUndefined();
  });
});
