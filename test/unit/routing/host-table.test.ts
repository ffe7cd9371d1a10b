import { describe, expect, test } from 'vitest';
import { HostTable } from '../../../packages/core/src/routing/host-table.js';

const hosts = ['shop.example.com', '*.example.com', '*.com', ''];
const table = new HostTable(hosts.map((host) => [host, { host }] as const));

describe('HostTable', () => {
  test.each([
    ['an equal host beats a wildcard', 'shop.example.com', 'shop.example.com'],
    ['a wildcard covers one label', 'cart.example.com', '*.example.com'],
    ['a wildcard does not cover two labels', 'a.b.example.com', ''],
    ['a wildcard does not cover the name behind the star', 'example.com', '*.com'],
    ['a host without dot is covered by the entry for every host only', 'localhost', ''],
    ['a host that starts with a dot is covered by no wildcard', '.example.com', ''],
    ['a request without host is taken by the entry for every host', '', ''],
  ])('%s', (_title, host, expected) => {
    expect(table.match(host)?.host).toBe(expected);
  });

  test('has nothing for a host that no entry covers', () => {
    expect(new HostTable([['a.com', { host: 'a.com' }]]).match('b.com')).toBeUndefined();
  });

  test('finds every entry that covers a host, the most precise first', () => {
    expect(table.matchAll('shop.example.com').map(({ host }) => host)).toEqual([
      'shop.example.com',
      '*.example.com',
      '',
    ]);
  });
});
