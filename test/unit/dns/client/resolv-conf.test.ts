import { describe, expect, test } from 'vitest';
import { ndotsOf, readResolvConf } from '../../../../packages/core/src/dns/client/resolv-conf.js';

describe('readResolvConf', () => {
  test('adds name servers up, takes the last search line, and merges options by name', () => {
    const text = [
      '# made by hand',
      'nameserver 10.96.0.10',
      'search old.example',
      '\tnameserver  10.96.0.11 # the second',
      'search shop.svc.cluster.local. svc.cluster.local',
      'options ndots:2 rotate',
      'options ndots:5',
    ].join('\n');
    expect(readResolvConf(text)).toEqual({
      nameservers: ['10.96.0.10', '10.96.0.11'],
      searches: ['shop.svc.cluster.local', 'svc.cluster.local'],
      options: [{ name: 'ndots', value: '5' }, { name: 'rotate' }],
    });
  });

  test.each([
    ['an empty file', '', { nameservers: [], searches: [], options: [] }],
    ['a search line without domains', 'search a\nsearch', { nameservers: [], searches: [], options: [] }],
    ['the root as a domain', 'search . foo.', { nameservers: [], searches: ['foo'], options: [] }],
    ['a name server line without address', 'nameserver', undefined],
  ])('reads %s', (_title, text, conf) => {
    expect(readResolvConf(text)).toEqual(conf);
  });
});

const withNdots = (value?: string) => ({
  nameservers: [],
  searches: [],
  options: value === undefined ? [] : [{ name: 'ndots', value }],
});

describe('ndotsOf', () => {
  test.each([
    [undefined, 1],
    ['0', 0],
    ['5', 5],
    ['15', 15],
    ['16', 15],
    ['many', 1],
    ['-1', 1],
  ])('of ndots:%s is %i', (value, ndots) => {
    expect(ndotsOf(withNdots(value))).toBe(ndots);
  });
});
