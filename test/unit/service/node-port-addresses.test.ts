import { describe, expect, test } from 'vitest';
import {
  includesLoopback,
  nodePortAddresses,
} from '../../../packages/core/src/service/node-port-addresses.js';

const interfaces = ['192.168.0.2', '10.9.0.2', 'fd00:50::2', '127.0.0.1', '::1'];

describe('nodePortAddresses', () => {
  test.each([
    ['without ranges are all', [], 'IPv4', true, ['192.168.0.2', '10.9.0.2', '127.0.0.1']],
    [
      'with a zero range are all',
      ['10.0.0.0/8', '0.0.0.0/0'],
      'IPv4',
      true,
      ['192.168.0.2', '10.9.0.2', '127.0.0.1'],
    ],
    ['are those inside of the ranges', ['10.0.0.0/8'], 'IPv4', false, ['10.9.0.2']],
    ['are all of a family without range', ['10.0.0.0/8'], 'IPv6', true, ['fd00:50::2', '::1']],
    [
      'are not widened by a zero range of the other family',
      ['10.0.0.0/8', '::/0'],
      'IPv4',
      false,
      ['10.9.0.2'],
    ],
    ['are none when nothing lies inside', ['172.16.0.0/12'], 'IPv4', false, []],
  ] as const)('%s', (_, ranges, family, matchAll, addresses) => {
    expect(nodePortAddresses(ranges, interfaces, family)).toEqual({
      matchAll,
      addresses: new Set(addresses),
    });
  });
});

describe('includesLoopback', () => {
  test.each([
    [[], true],
    [['0.0.0.0/0'], true],
    [['127.0.2.0/28'], true],
    [['192.168.0.0/16'], false],
    [['192.168.0.0/16', '::/0'], false],
    [['192.168.0.0/16', '::1/128'], false],
  ])('%j: %s', (ranges, expected) => {
    expect(includesLoopback(ranges)).toBe(expected);
  });
});
