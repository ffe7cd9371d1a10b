import { describe, expect, test } from 'vitest';
import {
  isDNS1035Label,
  isDNS1123Label,
  isDNS1123Subdomain,
  isWildcardDNS1123Subdomain,
  wildcardCovers,
} from '../../../packages/core/src/address/hostname.js';

// Rows of kubernetes/apimachinery pkg/util/validation/validation_test.go.
describe('isDNS1123Label', () => {
  test.each(['a', 'ab', 'a1', 'a-1', 'a--1--2--b', '0', '01', '1a', '0-a', 'a'.repeat(63)])(
    '%s is one',
    (text) => {
      expect(isDNS1123Label(text)).toBe(true);
    },
  );

  test.each(['', 'A', 'aBc', '-', 'a-', '-a', '1-', '_', 'a_', 'a.b', ' ', 'a ', 'a\n', 'a'.repeat(64)])(
    '%j is none',
    (text) => {
      expect(isDNS1123Label(text)).toBe(false);
    },
  );
});

describe('isDNS1035Label', () => {
  test.each(['a', 'a1', 'a-1', 'a'.repeat(63)])('%s is one', (text) => {
    expect(isDNS1035Label(text)).toBe(true);
  });

  test.each(['', '0', '1a', 'A', 'a-', '-a', 'a.b', 'a'.repeat(64)])('%j is none', (text) => {
    expect(isDNS1035Label(text)).toBe(false);
  });
});

describe('isDNS1123Subdomain', () => {
  test.each(['a', '0.a', 'a.1', 'foo.example.com', 'a--b.c', `${'a'.repeat(100)}.b`, 'a'.repeat(253)])(
    '%s is one',
    (text) => {
      expect(isDNS1123Subdomain(text)).toBe(true);
    },
  );

  test.each(['', 'A', 'a.', '.a', 'a..b', 'a.-b', 'a-.b', 'a_b', '*.a', 'a.b ', 'a'.repeat(254)])(
    '%j is none',
    (text) => {
      expect(isDNS1123Subdomain(text)).toBe(false);
    },
  );
});

describe('isWildcardDNS1123Subdomain', () => {
  test.each(['*.example.com', '*.bar.com', '*.com'])('%s is one', (text) => {
    expect(isWildcardDNS1123Subdomain(text)).toBe(true);
  });

  test.each([
    '*.*.bar.com',
    '*.foo.*.com',
    '*bar.com',
    'f*.bar.com',
    '*',
    '*.',
    'foo.com',
    `*.${'a'.repeat(252)}`,
  ])('%j is none', (text) => {
    expect(isWildcardDNS1123Subdomain(text)).toBe(false);
  });
});

// The table of KEP 1453, "hostname wildcards".
describe('wildcardCovers', () => {
  test.each([
    ['*.foo.com', 'bar.foo.com', true],
    ['*.foo.com', 'baz.bar.foo.com', false],
    ['*.foo.com', 'foo.com', false],
    ['*.foo.com', '.foo.com', false],
    ['*.foo.com', 'bar.afoo.com', false],
    ['foo.com', 'bar.foo.com', false],
    ['*', 'foo', false],
  ])('%s covers %s: %s', (pattern, host, expected) => {
    expect(wildcardCovers(pattern, host)).toBe(expected);
  });
});
