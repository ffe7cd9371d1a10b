import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { matchesWildcards } from '../../../packages/core/src/routing/wildcards.js';

test.each([
  ['/img/*', '/img/', true],
  ['/img/*', '/img/a/b.png', true],
  ['/img/*', '/img', false],
  ['/*.png', '/a/b.png', true],
  ['/*.png', '/a.png.gif', false],
  ['/a?c', '/abc', true],
  ['/a?c', '/ac', false],
  ['/a', '/a/', false],
  ['*', '', true],
  ['**b*', 'aab', true],
  ['', 'a', false],
])('%j and %j: %s', (pattern, text, expected) => {
  expect(matchesWildcards(pattern, text)).toBe(expected);
});

const letters = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 8 });
const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?'), maxLength: 8 });

test.prop([patterns, letters])('a pattern matches as the regular expression of it does', (pattern, text) => {
  const expression = pattern.replaceAll('*', '.*').replaceAll('?', '.');
  expect(matchesWildcards(pattern, text)).toBe(new RegExp(`^${expression}$`).test(text));
});
