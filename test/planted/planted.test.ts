import { chai, describe, expect, test, vi } from 'vitest';
import { bugs } from './bugs.js';
import { plantedModule } from './plugin.js';
import { type Module, switchable } from './switchable.js';

/** Laws draw the same each time: whether they catch a bug is up to them. */
const seed = 20_261_125;

/** The place in the table of the bug that is switched on. */
let active: number | undefined;

for (const module of new Set(bugs.map((bug) => bug.module))) {
  const path = `../../packages/core/src/${module}`;
  vi.doMock(path, async (importOriginal) => {
    const original = await importOriginal<Module>();
    const versions = await Promise.all(
      bugs.map(async (bug, index): Promise<Module | undefined> =>
        bug.module === module ? ((await import(plantedModule(path, index))) as Module) : undefined,
      ),
    );
    return switchable(original, () => versions[active ?? bugs.length] ?? original);
  });
}

// Imported once the modules are replaced.
const { laws } = await import('../property/laws.js');

describe('a planted bug breaks its law:', () => {
  test.each(bugs.map(({ title, caughtBy }, index) => [title, caughtBy, index] as const))(
    '%s',
    (_, caughtBy, index) => {
      active = index;
      const flaw = laws[caughtBy].flawOf(seed);
      active = undefined;
      expect(flaw).toBeInstanceOf(chai.AssertionError);
    },
  );
});

describe('without a bug the law holds:', () => {
  test.each([...new Set(bugs.map(({ caughtBy }) => caughtBy))])('%s', (caughtBy) => {
    expect(laws[caughtBy].flawOf(seed)).toBeUndefined();
  });
});
