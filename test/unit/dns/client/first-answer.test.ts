import { describe, expect, test } from 'vitest';
import { firstAnswer } from '../../../../packages/core/src/dns/client/first-answer.js';

describe('firstAnswer', () => {
  test.each([
    ['glibc', [1], [1]],
    ['glibc', [1, 1], [1, 0]],
    ['glibc', [0, 1], [0, 1]],
    ['glibc', [0.5, 0.5], [0.5, 0.25]],
    ['musl', [1], [1]],
    ['musl', [1, 1], [0.5, 0.5]],
    ['musl', [0, 1], [0, 1]],
    ['musl', [0.5, 1], [0.25, 0.75]],
    ['musl', [0.5, 0.5], [0.375, 0.375]],
  ] as const)(
    '%s with servers that answer %j of the queries takes the answer of each at %j',
    (dialect, answered, chances) => {
      expect(firstAnswer(dialect, answered)).toEqual(chances);
    },
  );
});
