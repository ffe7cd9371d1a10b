import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { hostFor, hostSpellings } from '../../../../packages/core/src/arbitrary/request/host-spelling.js';
import { plainPath, respelling } from '../../../../packages/core/src/arbitrary/request/path-spelling.js';
import { edgesOf } from '../../../../packages/core/src/address/range-edges.js';

describe('paths near /api/v1', () => {
  const near = new Set(
    fc.sample(respelling, { seed: 1, numRuns: 3000 }).map((respell) => respell('/api/v1')),
  );

  test.each([
    ['as it is', '/api/v1'],
    ['cut at an element', '/api'],
    ['cut to the root', '/'],
    ['an element longer', '/api/v1/x'],
    ['a letter longer', '/api/v1x'],
    ['with a slash at the end', '/api/v1/'],
    ['with a double slash', '/api//v1'],
    ['with a dot', '/api/./v1'],
    ['there and back', '/api/x/../v1'],
    ['one up', '/api/v1/..'],
    ['with an escaped slash', '/api%2Fv1'],
    ['with an escaped letter', '/api/%761'],
    ['in other letters', '/API/V1'],
    ['with a query', '/api/v1?x=/'],
  ])('are there %s', (_, path) => {
    expect(near).toContain(path);
  });

  test('all begin with a slash', () => {
    for (const path of near) expect(path).toMatch(/^\//);
  });
});

test.each([
  ['/api', '/api'],
  ['/api(/|$)(.*)', '/api'],
  ['/v[12]/x', '/v'],
  ['/a.b', '/a.b'],
  ['', '/'],
  ['^/x', '/'],
])('the rule %j is meant for paths like %s', (rule, path) => {
  expect(plainPath(rule)).toBe(path);
});

test.each([
  ['shop.example.com', 'shop.example.com'],
  ['*.example.com', 'any.example.com'],
  ['', 'any.example.org'],
])('the host %j stands for %s', (pattern, host) => {
  expect(hostFor(pattern)).toBe(host);
});

test('hosts are spelled in other letters, with a dot, with a label more and a label less', () => {
  const spelled = new Set(hostSpellings.map((spell) => spell('shop.example.com')));
  expect([...spelled]).toEqual([
    'shop.example.com',
    'SHOP.EXAMPLE.COM',
    'shop.example.com.',
    'www.shop.example.com',
    'example.com',
  ]);
});

test.each([
  ['a range', ['10.1.0.0/16'], ['10.1.0.0', '10.0.255.255', '10.1.255.255', '10.2.0.0']],
  ['the same twice', ['10.1.2.3/32', '10.1.2.3/32'], ['10.1.2.3', '10.1.2.2', '10.1.2.4']],
  ['everything', ['0.0.0.0/0'], ['0.0.0.0', '255.255.255.255']],
  ['a range without end', ['fd00::1/64'], ['fd00::']],
  ['no range', ['everybody'], []],
])('the edges of %s are found', (_, ranges, edges) => {
  expect(edgesOf(ranges)).toEqual(edges);
});
