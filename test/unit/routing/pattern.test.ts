import { describe, expect, test } from 'vitest';
import { Pattern } from '../../../packages/core/src/routing/pattern.js';
import { PatternTable } from '../../../packages/core/src/routing/pattern-table.js';

const pattern = (source: string, ignoreCase = true): Pattern => new Pattern(source, { ignoreCase });

describe('Pattern', () => {
  test('finds the leftmost match with its groups, those that took no part left open', () => {
    expect(pattern('/(a)|/(b)').find('x/b')).toEqual(['/b', undefined, 'b']);
    expect(pattern('/c').find('/b')).toBeUndefined();
  });

  test('is read with or without regard to case', () => {
    expect(pattern('^/foo').test('/FOO')).toBe(true);
    expect(pattern('^/foo', false).test('/FOO')).toBe(false);
  });

  test.each([
    ['a look-ahead', '/a(?=b)', 'not-linear'],
    ['a back-reference', String.raw`/(a)\1`, 'not-linear'],
    ['a possessive repetition', '/a++', 'not-linear'],
    ['a bracket that does not close', '/[a', 'wrong'],
    ['a bracket that does not close, with an end in it', '[][**da?$&*', 'wrong'],
    ['a parenthesis that does not close', '/(a', 'wrong'],
    ['a repetition of nothing', '*', 'wrong'],
  ])('refuses %s: %s is %s, and matches nothing', (_title, source, refusal) => {
    const refused = pattern(source);
    expect(refused.refusal).toBe(refusal);
    expect(refused.test(source)).toBe(false);
    expect(refused.find(source)).toBeUndefined();
  });

  test('does not refuse what runs in linear time', () => {
    expect(pattern('/(?-i:A)[0-9]{2,3}').refusal).toBeUndefined();
  });

  test('takes time in proportion to the text for expressions that make others explode', () => {
    expect(pattern('^(a+)+$').test(`${'a'.repeat(20_000)}!`)).toBe(false);
  });
});

describe('PatternTable', () => {
  const table = new PatternTable([
    { pattern: pattern('^/a/b'), name: 'long' },
    { pattern: pattern('^/x(?!y)'), name: 'refused' },
    { pattern: pattern('^/a'), name: 'short' },
  ]);

  test('takes the first rule that matches', () => {
    expect(table.match('/a/b/c')).toMatchObject({ kind: 'taken', rule: { name: 'long' } });
  });

  test('does not know what takes a text once it meets a pattern that cannot be run', () => {
    expect(table.match('/a')).toMatchObject({ kind: 'refused', rule: { name: 'refused' } });
  });

  test('finds nothing where nothing matches', () => {
    expect(new PatternTable([{ pattern: pattern('^/a') }]).match('/b')).toBeUndefined();
  });
});
