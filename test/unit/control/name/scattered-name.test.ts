import { describe, expect, test } from 'vitest';
import { scatteredName } from '../../../../packages/core/src/control/name/scattered-name.js';

describe('scatteredName', () => {
  test('ends in five letters that form no words', () => {
    expect(scatteredName('web-', 7, 0)).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  });

  test('ten thousand counts of one seed give as many names', () => {
    const names = Array.from({ length: 10_000 }, (_, count) => scatteredName('web-', 7, count));
    expect(new Set(names).size).toBe(10_000);
  });

  test('a long prefix is cut so that the name is a DNS label', () => {
    expect(scatteredName(`${'x'.repeat(80)}-`, 7, 0)).toHaveLength(63);
  });
});
