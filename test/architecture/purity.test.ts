import { describe, expect, test } from 'vitest';
import { purityViolations } from './purity.js';
import { sourceFiles } from './source-file.js';

describe('core', () => {
  test('knows no time, no chance, no locale and no host', () => {
    expect(purityViolations(sourceFiles('packages/core/src'))).toEqual([]);
  });

  test.each([
    `const now = Date.now();`,
    `const now = new Date();`,
    `const which = Math.random();`,
    `setTimeout(() => {}, 1);`,
    `const names = new Intl.Collator();`,
    `names.sort((a, b) => a.localeCompare(b));`,
    `const name = host.toLocaleLowerCase();`,
    `import { readFileSync } from 'node:fs';`,
    `const later = () => import('node:fs');`,
  ])('that says %s is found', (text) => {
    expect(purityViolations([{ path: 'pod/pod.ts', text }])).toHaveLength(1);
  });

  test('may speak of them', () => {
    const text = `/** Unlike Date.now(). */ export const message = 'no setTimeout here'; // Math.random`;
    expect(purityViolations([{ path: 'pod/pod.ts', text }])).toEqual([]);
  });
});
