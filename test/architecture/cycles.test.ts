import { describe, expect, test } from 'vitest';
import { importCycles } from './cycles.js';
import { sourceFiles } from './source-file.js';

describe('imports', () => {
  test('never lead back to where they came from', () => {
    expect(importCycles(sourceFiles('packages'))).toEqual([]);
  });

  test('of two files that import one another are found', () => {
    const files = [
      { path: 'a.ts', text: `import { b } from './b.js';` },
      { path: 'b.ts', text: `import { c } from './in/c.js';` },
      { path: 'in/c.ts', text: `import type { B } from '../b.js';` },
    ];
    expect(importCycles(files)).toEqual(['b.ts -> in/c.ts -> b.ts']);
  });

  test('of one file by two others are no cycle', () => {
    const files = [
      { path: 'a.ts', text: `import './b.js'; import './c.js';` },
      { path: 'b.ts', text: `import './c.js';` },
      { path: 'c.ts', text: '' },
    ];
    expect(importCycles(files)).toEqual([]);
  });
});
