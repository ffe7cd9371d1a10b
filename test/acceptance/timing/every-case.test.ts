import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { areLeftOut, timingCases } from './facts.js';

const folder = new URL('.', import.meta.url);

/** The cases that the tests of this folder are about. */
function claimed(): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .flatMap((name) => [
      ...readFileSync(new URL(name, folder), 'utf8').matchAll(/timingCase\(\s*'(?<id>[^']+)'/g),
    ])
    .map(({ groups }) => groups?.['id'] ?? '');
}

describe.skipIf(areLeftOut)('the recorded cases of time', () => {
  test('have one test each', () => {
    expect([...claimed()].sort()).toEqual(timingCases.map(({ id }) => id).sort());
  });

  test('have ids of their own', () => {
    expect(new Set(timingCases.map(({ id }) => id)).size).toBe(timingCases.length);
  });
});
