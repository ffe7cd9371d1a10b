import { describe, expect, test } from 'vitest';
import {
  addressRange,
  ipAddress,
  nonSpecialIP,
} from '../../../../packages/core/src/object/validation/addresses.js';

describe('ipAddress', () => {
  test.each(['10.9.8.7', '010.9.8.7', '2001:db8::ffff', '::ffff:10.0.0.1'])('%s is one', (text) => {
    expect(ipAddress(text)).toEqual([]);
  });

  test.each(['', '10.9.8', '10.9.8.256', 'myhost.mydomain', 'fe80::1%eth0', '10.9.8.7/32'])(
    '%j is none',
    (text) => {
      expect(ipAddress(text)).toEqual(['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)']);
    },
  );
});

describe('addressRange', () => {
  test.each(['10.9.8.0/24', '10.9.8.7/24', '2001:db8::/64', '0.0.0.0/0'])('%s is one', (text) => {
    expect(addressRange(text)).toEqual([]);
  });

  test.each(['', '10.9.8.7', '10.9.8.0/33', 'a/8'])('%j is none', (text) => {
    expect(addressRange(text)).toEqual(['must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)']);
  });
});

describe('nonSpecialIP', () => {
  test.each(['10.0.0.1', '203.0.113.1', '2001:db8::1', '224.0.1.1', 'ff0e::1'])('%s can be sent to', (ip) => {
    expect(nonSpecialIP(ip)).toEqual([]);
  });

  test.each([
    ['0.0.0.0', 'may not be unspecified (0.0.0.0)'],
    ['::', 'may not be unspecified (::)'],
    ['127.0.0.1', 'may not be in the loopback range (127.0.0.0/8, ::1/128)'],
    ['127.255.0.1', 'may not be in the loopback range (127.0.0.0/8, ::1/128)'],
    ['::1', 'may not be in the loopback range (127.0.0.0/8, ::1/128)'],
    ['169.254.169.254', 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'],
    ['fe80::1', 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'],
    ['224.0.0.1', 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'],
    ['ff02::1', 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'],
    ['ff12::1', 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'],
    ['host', 'must be a valid IP address'],
  ])('%s cannot', (ip, detail) => {
    expect(nonSpecialIP(ip)).toEqual([detail]);
  });
});
