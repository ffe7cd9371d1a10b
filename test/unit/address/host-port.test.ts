import { describe, expect, test } from 'vitest';
import { hostOfHeader, parseHostPort } from '../../../packages/core/src/address/host-port.js';

describe('parseHostPort', () => {
  test.each([
    ['shop', { host: 'shop' }],
    ['shop.example.com:8080', { host: 'shop.example.com', port: 8080 }],
    ['10.0.0.1:80', { host: '10.0.0.1', port: 80 }],
    ['[::1]:80', { host: '::1', port: 80 }],
    ['[::1]', { host: '::1' }],
    ['::1', { host: '::1' }],
    ['2001:db8::1:80', { host: '2001:db8::1:80' }],
    ['[::ffff:10.0.0.1]:80', { host: '::ffff:10.0.0.1', port: 80 }],
  ])('cuts %s', (text, expected) => {
    expect(parseHostPort(text)).toEqual(expected);
  });

  test.each([
    '',
    ':80',
    'shop:',
    'shop:0',
    'shop:65536',
    'shop:http',
    'a:b:80',
    '[shop]:80',
    '[10.0.0.1]:80',
    '[::1',
    '::1]',
    '[::1]x',
    '[]:80',
  ])('refuses %j', (text) => {
    expect(parseHostPort(text)).toBeUndefined();
  });
});

describe('hostOfHeader', () => {
  test.each([
    ['shop.example.com', 'shop.example.com'],
    ['SHOP.Example.COM', 'shop.example.com'],
    ['shop.example.com:8080', 'shop.example.com'],
    ['shop.example.com.', 'shop.example.com'],
    ['shop.example.com.:443', 'shop.example.com'],
    ['10.0.0.1:80', '10.0.0.1'],
    ['[2001:DB8::1]:80', '[2001:db8::1]'],
    ['[::1]', '[::1]'],
    ['', ''],
  ])('of %j is %j', (header, expected) => {
    expect(hostOfHeader(header)).toBe(expected);
  });
});
