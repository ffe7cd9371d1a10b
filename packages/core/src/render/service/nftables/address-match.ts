import type { IPFamily } from '../../../address/ip.js';

/** How nftables speaks of the addresses of a family. */
export interface AddressMatch {
  readonly table: 'ip' | 'ip6';
  readonly type: 'ipv4_addr' | 'ipv6_addr';
  readonly source: string;
  readonly destination: string;
  readonly loopback: string;
}

/** The words of each family. */
export const addressOf: Readonly<Record<IPFamily, AddressMatch>> = {
  IPv4: {
    table: 'ip',
    type: 'ipv4_addr',
    source: 'ip saddr',
    destination: 'ip daddr',
    loopback: '127.0.0.0/8',
  },
  IPv6: { table: 'ip6', type: 'ipv6_addr', source: 'ip6 saddr', destination: 'ip6 daddr', loopback: '::1' },
};
