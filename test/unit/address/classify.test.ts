import { describe, expect, test } from 'vitest';
import { addressScope, isLoopback, isPrivate } from '../../../packages/core/src/address/classify.js';

describe('addressScope', () => {
  test.each([
    ['0.0.0.0', 'unspecified'],
    ['127.0.0.1', 'loopback'],
    ['127.255.0.9', 'loopback'],
    ['169.254.169.254', 'link-local'],
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.32.0.1', 'public'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'shared'],
    ['100.128.0.1', 'public'],
    ['224.0.0.1', 'multicast'],
    ['203.0.113.7', 'public'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['fe80::1', 'link-local'],
    ['fd00::1', 'private'],
    ['fc00::1', 'private'],
    ['ff02::1', 'multicast'],
    ['2001:db8::1', 'public'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['shop.example.com', undefined],
  ])('of %s is %s', (address, scope) => {
    expect(addressScope(address)).toBe(scope);
  });
});

describe('isLoopback, isPrivate', () => {
  test('name the two scopes that rules speak of', () => {
    expect([isLoopback('127.0.0.2'), isLoopback('10.0.0.1')]).toEqual([true, false]);
    expect([isPrivate('10.0.0.1'), isPrivate('127.0.0.2')]).toEqual([true, false]);
  });
});
