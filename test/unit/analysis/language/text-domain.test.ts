import { describe, expect, test } from 'vitest';
import {
  anyText,
  decodedPath,
  hostName,
  otherTarget,
  rawPath,
} from '../../../../packages/core/src/analysis/language/text-domain.js';
import { isIn } from './domain-member.js';

const domains = { anyText, hostName, decodedPath, rawPath, otherTarget };

describe.each([
  ['anyText', ['', 'a', 'a b', 'a  b', '~!'], [' ', ' a', 'a ', 'a\tb', '\x7f', '\xe9']],
  [
    'hostName',
    ['x', 'shop.example.com', '1.a', '-a.b_', 'a1', 'a.b-'],
    ['', '.', 'a.', '.a', 'a..b', '10.0.0.1', 'a.1', '1', 'A', 'a:80', '*.a'],
  ],
  [
    'decodedPath',
    ['/', '/a', '/a/', '/a/b', '/.a', '/..a', '/...', '/a.', '/?#% ', '/\n', '/\xff'],
    ['', 'a', '//', '/a//b', '/.', '/./a', '/..', '/../a', '/a/..', '/\0'],
  ],
  [
    'rawPath',
    ['/', '//', '/a/../b', '/%2f', '/%2F%20', '/~!', '/\xe9'],
    ['', 'a', '/?', '/a#', '/%', '/%2', '/%2g', '/ '],
  ],
  ['otherTarget', ['*', 'a/b', '%2f', 'x'], ['', '/', '/a', '?', '%2', ' ']],
] as const)('%s', (name, members, others) => {
  test.each(members)('has %j', (text) => expect(isIn(domains[name], text)).toBe(true));
  test.each(others)('has no %j', (text) => expect(isIn(domains[name], text)).toBe(false));
});
