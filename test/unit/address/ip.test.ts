import { describe, expect, test } from 'vitest';
import { familyOf, parseIP, parseIPSloppy } from '../../../packages/core/src/address/ip.js';

// Rows of golang/go net/ip_test.go (parseIPTests, ipStringTests) and of RFC 5952.
const canonical: readonly (readonly [string, string])[] = [
  ['127.0.0.1', '127.0.0.1'],
  ['0.0.0.0', '0.0.0.0'],
  ['255.255.255.255', '255.255.255.255'],
  ['::ffff:127.1.2.3', '127.1.2.3'],
  ['::ffff:7f01:0203', '127.1.2.3'],
  ['0:0:0:0:0000:ffff:127.1.2.3', '127.1.2.3'],
  ['0:0:0:0::ffff:127.1.2.3', '127.1.2.3'],
  ['::1.2.3.4', '::102:304'],
  ['64:ff9b::1.2.3.4', '64:ff9b::102:304'],
  ['2001:4860:0:2001::68', '2001:4860:0:2001::68'],
  ['2001:4860:0000:2001:0000:0000:0000:0068', '2001:4860:0:2001::68'],
  ['2001:db8:0:0:0:0:2:1', '2001:db8::2:1'],
  ['2001:DB8::1', '2001:db8::1'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
  ['::2:3:4:5:6:7:8', '0:2:3:4:5:6:7:8'],
  ['::', '::'],
  ['::1', '::1'],
  ['1::', '1::'],
];

const refused: readonly string[] = [
  '',
  'localhost',
  '10',
  '10.0.0',
  '10.0.0.',
  '.10.0.0.1',
  '10..0.0.1',
  '10.0.0.1.2',
  '10.0.0.256',
  '-0.0.0.0',
  '-1.0.0.0',
  '127.0.0.a',
  '127.001.002.003',
  '010.0.0.1',
  '10.0.0.00',
  '::ffff:127.001.002.003',
  '127.0.0.1 ',
  ' 127.0.0.1',
  '127.0.0.1:80',
  '0x7f.0.0.1',
  '::ffff:127.0.0',
  '123.000.000.000',
  '1200..0.0.1',
  'fe80::1%lo0',
  'fe80::1%911',
  ':',
  ':::',
  '::1::',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4:5:6:7:8::',
  '::1:2:3:4:5:6:7:8',
  '1:2:3:4::5:6:7:8',
  '00001::',
  'fffff::',
  'g::1',
  ':1',
  '1:',
  '1.2.3.4::',
  '1.2.3.4:5::6',
  '1:2:3:4:5:6:7:1.2.3.4',
  '[::1]',
  '::1/64',
];

describe('parseIP', () => {
  test.each(canonical)('reads %s as %s', (text, expected) => {
    expect(parseIP(text)?.text).toBe(expected);
  });

  test.each(refused)('refuses %j', (text) => {
    expect(parseIP(text)).toBeUndefined();
  });

  test('says the family and the bits', () => {
    expect(parseIP('10.0.0.1')).toEqual({ family: 'IPv4', text: '10.0.0.1', words: [0x0a000001] });
    expect(parseIP('2001:db8::1')).toEqual({
      family: 'IPv6',
      text: '2001:db8::1',
      words: [0x20010db8, 0, 0, 1],
    });
  });
});

describe('parseIPSloppy', () => {
  // Rows of kubernetes/utils internal/third_party/forked/golang/net/ip_test.go.
  test.each([
    ['127.001.002.003', '127.1.2.3'],
    ['::ffff:127.001.002.003', '127.1.2.3'],
    ['123.000.000.000', '123.0.0.0'],
    ['010.096.000.001', '10.96.0.1'],
    ['0000000010.0.0.1', '10.0.0.1'],
    ['::00001', '::1'],
  ])('reads %s, as stored objects may hold it, as the decimal %s', (text, expected) => {
    expect(parseIPSloppy(text)?.text).toBe(expected);
  });

  test.each(['256.0.0.1', '10.0.0', '::fffff', 'fe80::1%lo0'])('refuses %s all the same', (text) => {
    expect(parseIPSloppy(text)).toBeUndefined();
  });
});

describe('familyOf', () => {
  test.each([
    ['10.0.0.1', 'IPv4'],
    ['2001:db8::1', 'IPv6'],
  ])('of %s is %s', (address, family) => {
    expect(familyOf(address)).toBe(family);
  });
});
