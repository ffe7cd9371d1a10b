import { describe, expect, test } from 'vitest';
import {
  cidrContains,
  cidrSize,
  isInAny,
  isInCIDR,
  nthAddress,
  nthSubnet,
  parseCIDR,
  parseCIDRSloppy,
  type CIDR,
} from '../../../packages/core/src/address/cidr.js';
import { parseIP } from '../../../packages/core/src/address/ip.js';

function cidr(text: string): CIDR {
  const parsed = parseCIDR(text);
  if (parsed === undefined) throw new TypeError(`${text} is no range`);
  return parsed;
}

// Rows of golang/go net/ip_test.go, parseCIDRTests.
describe('parseCIDR', () => {
  test.each([
    ['135.104.0.0/32', '135.104.0.0/32'],
    ['0.0.0.0/24', '0.0.0.0/24'],
    ['135.104.0.1/24', '135.104.0.0/24'],
    ['10.1.2.3/0', '0.0.0.0/0'],
    ['10.1.2.3/08', '10.0.0.0/8'],
    ['::1/128', '::1/128'],
    ['abcd:2345::/127', 'abcd:2345::/127'],
    ['abcd:2345::/65', 'abcd:2345::/65'],
    ['abcd:2300::/24', 'abcd:2300::/24'],
    ['2001:DB8::1/48', '2001:db8::/48'],
    ['::ffff:10.1.2.3/104', '10.0.0.0/8'],
    ['::ffff:10.1.2.3/96', '0.0.0.0/0'],
    ['::ffff:10.1.2.3/95', '::fffe:0:0/95'],
  ])('reads %s as %s', (text, expected) => {
    expect(parseCIDR(text)?.text).toBe(expected);
  });

  test.each([
    '192.168.1.1/255.255.255.0',
    '192.168.1.1/35',
    '2001:db8::1/-1',
    '2001:db8::1/-0',
    '-0.0.0.0/32',
    '0.-1.0.0/32',
    '0.0.0.0/-0',
    '0.0.0.0/+8',
    '127.000.000.001/8',
    '::1/129',
    '10.0.0.0',
    '10.0.0.0/',
    '/8',
    '',
    'fe80::1%eth0/64',
  ])('refuses %s', (text) => {
    expect(parseCIDR(text)).toBeUndefined();
  });
});

describe('parseCIDRSloppy', () => {
  test('reads leading zeros as decimal', () => {
    expect(parseCIDRSloppy('010.000.000.000/8')?.text).toBe('10.0.0.0/8');
    expect(parseCIDRSloppy('010.000.000.000/33')).toBeUndefined();
  });
});

describe('isInCIDR', () => {
  test.each([
    ['172.16.0.0/12', '172.16.0.0', true],
    ['172.16.0.0/12', '172.31.255.255', true],
    ['172.16.0.0/12', '172.32.0.0', false],
    ['172.16.0.0/12', '172.15.255.255', false],
    ['10.0.0.1/32', '10.0.0.1', true],
    ['10.0.0.1/32', '10.0.0.2', false],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['0.0.0.0/0', '::1', false],
    ['::/0', '2001:db8::1', true],
    ['::/0', '10.0.0.1', false],
    ['::/0', '::ffff:10.0.0.1', false],
    ['10.0.0.0/8', '::ffff:10.0.0.1', true],
    ['2001:db8:1::/47', '2001:db8:0:ffff::', true],
    ['2001:db8:1::/48', '2001:db8:1:ffff::', true],
    ['2001:db8:1::/48', '2001:db8:2::', false],
    ['2001:db8::/64', '2001:db8::ffff:ffff:ffff:ffff', true],
    ['2001:db8::/64', '2001:db8:0:1::', false],
    ['no range', '10.0.0.1', false],
    ['10.0.0.0/8', 'no address', false],
  ])('%s holds %s: %s', (range, address, expected) => {
    expect(isInCIDR(range, address)).toBe(expected);
    expect(isInAny([range], address)).toBe(expected);
  });
});

describe('isInAny', () => {
  test('holds what one of the ranges holds, of either family', () => {
    const podCIDRs = ['10.244.0.0/16', 'fd00:10:244::/56', 'not a range'];
    expect(isInAny(podCIDRs, '10.244.3.4')).toBe(true);
    expect(isInAny(podCIDRs, 'fd00:10:244::5')).toBe(true);
    expect(isInAny(podCIDRs, '10.96.0.1')).toBe(false);
    expect(isInAny([], '10.96.0.1')).toBe(false);
  });
});

describe('cidrContains', () => {
  test('looks at the family first', () => {
    const ip = parseIP('0.0.0.0');
    expect(ip !== undefined && cidrContains(cidr('::/0'), ip)).toBe(false);
  });
});

describe('cidrSize', () => {
  test.each([
    ['10.0.0.0/8', 2 ** 24],
    ['10.0.0.1/32', 1],
    ['fd00::/112', 65536],
    ['::/0', 2 ** 128],
  ])('of %s is %d', (text, size) => {
    expect(cidrSize(cidr(text))).toBe(size);
  });
});

describe('nthAddress', () => {
  test.each([
    ['10.96.0.0/12', 0, '10.96.0.0'],
    ['10.96.0.0/12', 10, '10.96.0.10'],
    ['10.96.0.0/12', 256, '10.96.1.0'],
    ['10.96.0.0/12', 2 ** 20 - 1, '10.111.255.255'],
    ['10.96.0.0/12', 2 ** 20, undefined],
    ['10.0.0.5/32', 0, '10.0.0.5'],
    ['10.0.0.5/32', 1, undefined],
    ['fd00:10:96::/112', 10, 'fd00:10:96::a'],
    ['fd00:10:96::/112', 65536, undefined],
    ['2001:db8::/64', 2 ** 32, '2001:db8::1:0:0'],
    ['2001:db8::/64', 2 ** 52 + 7, '2001:db8::10:0:0:7'],
    ['2001:db8::ffff:ffff/127', 1, '2001:db8::ffff:ffff'],
  ])('%s, %d is %s', (text, n, expected) => {
    expect(nthAddress(cidr(text), n)?.text).toBe(expected);
  });

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', (n) => {
    expect(() => nthAddress(cidr('10.0.0.0/8'), n)).toThrow(RangeError);
  });
});

describe('nthSubnet', () => {
  test.each([
    ['10.244.0.0/16', 24, 0, '10.244.0.0/24'],
    ['10.244.0.0/16', 24, 3, '10.244.3.0/24'],
    ['10.244.0.0/16', 24, 255, '10.244.255.0/24'],
    ['10.244.0.0/16', 24, 256, undefined],
    ['10.244.0.0/16', 16, 0, '10.244.0.0/16'],
    ['10.244.0.0/16', 32, 1, '10.244.0.1/32'],
    ['fd00:10:244::/48', 64, 5, 'fd00:10:244:5::/64'],
    ['fd00:10:244::/56', 64, 256, undefined],
    ['2001:db8::/32', 72, 2 ** 39, '2001:db8:8000::/72'],
  ])('%s in parts of /%d, %d is %s', (text, prefixLength, n, expected) => {
    expect(nthSubnet(cidr(text), prefixLength, n)?.text).toBe(expected);
  });

  test.each([15, 33])('refuses to part a /16 into /%d', (prefixLength) => {
    expect(() => nthSubnet(cidr('10.244.0.0/16'), prefixLength, 0)).toThrow(RangeError);
  });
});
