import { describe, expect, test } from 'vitest';
import { preferredAddresses } from '../../../../packages/core/src/dns/client/address-choice.js';
import type { IPFamily } from '../../../../packages/core/src/address/ip.js';

const all = ['10.0.0.1', '10.0.0.2', '2001:db8::1', 'fd00::1'];

describe('preferredAddresses', () => {
  test.each<[string, readonly string[], readonly IPFamily[], readonly string[]]>([
    ['a client with IPv4 alone takes IPv4', all, ['IPv4'], ['10.0.0.1', '10.0.0.2']],
    ['a client with IPv6 alone takes IPv6', all, ['IPv6'], ['2001:db8::1', 'fd00::1']],
    ['a client with both takes global IPv6 first', all, ['IPv4', 'IPv6'], ['2001:db8::1']],
    ['IPv4 comes before IPv6 of the site', ['10.0.0.1', 'fd00::1'], ['IPv4', 'IPv6'], ['10.0.0.1']],
    [
      'what there is, is taken where the client has no address of the family',
      ['fd00::1'],
      ['IPv4'],
      ['fd00::1'],
    ],
    ['none stays none', [], ['IPv4'], []],
  ])('%s', (_title, addresses, families, preferred) => {
    const records = addresses.map((data) => ({ data }));
    expect(preferredAddresses(records, families).map(({ data }) => data)).toEqual(preferred);
  });
});
