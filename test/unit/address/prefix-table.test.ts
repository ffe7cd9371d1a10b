import { describe, expect, test } from 'vitest';
import { parseCIDR } from '../../../packages/core/src/address/cidr.js';
import { PrefixTable } from '../../../packages/core/src/address/prefix-table.js';

function tableOf(...ranges: readonly string[]): PrefixTable<string> {
  return new PrefixTable(
    ranges.flatMap((range) => {
      const cidr = parseCIDR(range);
      return cidr === undefined ? [] : [[cidr, range] as const];
    }),
  );
}

describe('lookup', () => {
  const table = tableOf(
    '10.0.0.0/8',
    '10.1.0.0/16',
    '10.1.2.3/32',
    '2001:db8::/32',
    '2001:db8:0:0:1::/80',
    '::/0',
  );

  test.each([
    ['10.2.0.1', '10.0.0.0/8'],
    ['10.1.0.1', '10.1.0.0/16'],
    ['10.1.2.3', '10.1.2.3/32'],
    ['10.1.2.4', '10.1.0.0/16'],
    ['11.0.0.1', undefined],
    ['2001:db8::1', '2001:db8::/32'],
    ['2001:db8::1:0:0:1', '2001:db8:0:0:1::/80'],
    ['2001:db9::1', '::/0'],
    ['::ffff:10.1.2.3', '10.1.2.3/32'],
    ['::ffff:11.0.0.1', undefined],
    ['shop.example.com', undefined],
    ['', undefined],
  ])('%s finds its most specific range, %s', (address, range) => {
    expect(table.lookup(address)).toBe(range);
  });

  test('of two equal ranges the later one counts', () => {
    const cidr = parseCIDR('10.0.0.0/8');
    expect(
      cidr &&
        new PrefixTable([
          [cidr, 1],
          [cidr, 2],
        ]).lookup('10.0.0.1'),
    ).toBe(2);
  });

  test('an empty table finds nothing', () => {
    expect(tableOf().lookup('10.0.0.1')).toBeUndefined();
    expect(tableOf().lookup('::1')).toBeUndefined();
  });
});
