import type { Assumption, AssumptionCode } from '@kubehop/core';
import { describe, expect, test } from 'vitest';
import { Footnotes } from '../../../../../packages/cli/src/test/reporter/footnotes.js';

const codes: readonly AssumptionCode[] = [
  'nodes-made-up',
  'api-server-made-up',
  'cluster-dns-made-up',
  'pods-become-ready',
  'host-is-published',
  'application-answers',
];

function assumption(number: number, message = 'so'): Assumption {
  return { code: codes[number - 1] ?? 'nodes-made-up', message };
}

describe('Footnotes', () => {
  test('number the codes in the order in which they are met', () => {
    const notes = new Footnotes([assumption(3), assumption(1), assumption(3)]);
    expect(notes.list().map(({ assumption: { code } }) => code)).toEqual([codes[2], codes[0]]);
  });

  test('tell the first of a code, and how many others there are', () => {
    const said = ['one', 'two', 'two', 'three'].map((message) => assumption(1, message));
    expect(new Footnotes(said).list()).toEqual([{ assumption: said[0], others: 2 }]);
  });

  const notes = new Footnotes([1, 2, 3, 4, 5, 6].map((number) => assumption(number)));

  test.each([
    [[], ''],
    [[2], '2'],
    [[2, 1], '1 2'],
    [[1, 2, 3], '1-3'],
    [[6, 1, 3, 2, 5], '1-3 5 6'],
    [[1, 1, 3], '1 3'],
  ])('%j is written %j', (numbers, text) => {
    expect(notes.numbersOf(numbers.map((number) => assumption(number)))).toBe(text);
  });
});
