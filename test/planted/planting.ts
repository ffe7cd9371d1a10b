import { vi } from 'vitest';
import { bugs } from './bugs.js';
import { plantedModule } from './plugin.js';
import { type Module, switchable } from './switchable.js';

/** The place in the table of the bug that is switched on. */
let active: number | undefined;

/** Makes the bugs ready to be switched on, in modules that are imported from then on. */
export function plantBugs(): void {
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
}

/** What something gives while a bug is switched on, by its place in the table; by none while all are off. */
export function withBug<T>(index: number | undefined, give: () => T): T {
  active = index;
  try {
    return give();
  } finally {
    active = undefined;
  }
}
