import { describe, expect, test } from 'vitest';
import { internet, readRequest } from '@kubehop/core';
import { readResolve, resolvedAddress } from '../../../../packages/cli/src/trace/resolve.js';

describe('readResolve', () => {
  test.each([
    ['shop.example.com:443:203.0.113.10', { host: 'shop.example.com', port: 443, address: '203.0.113.10' }],
    ['Shop.Example.com:80:203.0.113.10', { host: 'shop.example.com', port: 80, address: '203.0.113.10' }],
    ['shop.example.com:443:[2001:DB8::0:1]', { host: 'shop.example.com', port: 443, address: '2001:db8::1' }],
    ['shop.example.com:443:2001:db8::1', { host: 'shop.example.com', port: 443, address: '2001:db8::1' }],
    ['*:443:203.0.113.10', { host: '*', port: 443, address: '203.0.113.10' }],
  ])('%s names an address', (text, expected) => {
    expect(readResolve(text)).toEqual(expected);
  });

  test.each([
    '',
    'shop.example.com:443',
    'shop.example.com:0:203.0.113.10',
    'shop:70000:1.2.3.4',
    'shop:443:lb.example.com',
    ':443:1.2.3.4',
  ])('"%s" resolves nothing', (text) => {
    expect(() => readResolve(text)).toThrow('write HOST:PORT:IP');
  });
});

describe('resolvedAddress', () => {
  const resolved = ['*:443:10.0.0.1', 'shop.example.com:443:10.0.0.2', 'shop.example.com:443:10.0.0.3'].map(
    readResolve,
  );

  test.each([
    ['https://shop.example.com/', '10.0.0.3'],
    ['https://SHOP.example.com/', '10.0.0.3'],
    ['https://other.example.com/', '10.0.0.1'],
    ['http://shop.example.com/', undefined],
    ['https://shop.example.com:8443/', undefined],
  ])('%s goes to %s', (url, address) => {
    expect(resolvedAddress(readRequest({ url }, internet()), resolved)).toBe(address);
  });
});
