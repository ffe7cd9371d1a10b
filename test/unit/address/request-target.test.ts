import { describe, expect, test } from 'vitest';
import { splitTarget, squashDotSegments } from '../../../packages/core/src/address/request-target.js';

describe('splitTarget', () => {
  test.each([
    ['/cart', { path: '/cart' }],
    ['/cart?a=1&b=2', { path: '/cart', query: 'a=1&b=2' }],
    ['/cart?', { path: '/cart', query: '' }],
    ['/cart?a?b', { path: '/cart', query: 'a?b' }],
    ['?x', { path: '', query: 'x' }],
    ['*', { path: '*' }],
  ])('cuts %s', (target, expected) => {
    expect(splitTarget(target)).toEqual(expected);
  });
});

// Rows of curl/curl tests/unit/unit1395.c.
describe('squashDotSegments', () => {
  test.each([
    ['/', '/'],
    ['/a', '/a'],
    ['/.', '/'],
    ['/./', '/'],
    ['/..', '/'],
    ['/../', '/'],
    ['/../a', '/a'],
    ['/a/..', '/'],
    ['/a/../', '/'],
    ['/a/b/c/./../../g', '/a/g'],
    ['/1/./..', '/'],
    ['/1/./../2', '/2'],
    ['/hello/1/./../2', '/hello/2'],
    ['/test/this/.././.././../moo', '/moo'],
    ['/test/this/.', '/test/this/'],
    ['/test/this/..', '/test/'],
    ['/one/two/..three', '/one/two/..three'],
    ['/...', '/...'],
    ['/.hidden/a.', '/.hidden/a.'],
    ['/a//../b', '/a/b'],
    ['//a', '//a'],
    ['/a/%2E%2e/b', '/b'],
    ['/a/%2e', '/a/'],
    ['/a/.%2e/b', '/b'],
    ['/a%2f../b', '/a%2f../b'],
    ['/a/../b?x=/../y', '/b?x=/../y'],
    ['/a/..?', '/?'],
    ['*', '*'],
    ['', ''],
  ])('sends %s as %s', (target, expected) => {
    expect(squashDotSegments(target)).toBe(expected);
  });
});
