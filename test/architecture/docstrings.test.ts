import { describe, expect, test } from 'vitest';
import { undocumented } from './docstrings.js';
import { sourceFiles } from './source-file.js';

describe('exported names', () => {
  test('have a docstring', () => {
    expect(undocumented(sourceFiles('packages'))).toEqual([]);
  });

  test.each([
    `export interface Vip {}`,
    `export type Vip = string;`,
    `export const vip = 1;`,
    `export function vip(): void {}`,
    `// a virtual address\nexport class Vip {}`,
    `/** Of something else. */\nconst other = 1;\nexport const vip = other;`,
  ])('without one are found: %s', (text) => {
    expect(undocumented([{ path: 'vip.ts', text }])).toHaveLength(1);
  });

  test.each([
    `/** A virtual address. */\nexport type Vip = string;`,
    `const vip = 1;\nexport { vip };`,
    `const inner = 1;`,
  ])('may be absent or documented: %s', (text) => {
    expect(undocumented([{ path: 'vip.ts', text }])).toEqual([]);
  });
});
