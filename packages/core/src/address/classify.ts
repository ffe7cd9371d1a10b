import { parseCIDR } from './cidr.js';
import { PrefixTable } from './prefix-table.js';

/** How far an address reaches. `shared` is the range of carriers and clouds, 100.64.0.0/10. */
export type AddressScope =
  'unspecified' | 'loopback' | 'link-local' | 'private' | 'shared' | 'multicast' | 'public';

/** @see RFC 6890 (special-purpose addresses), RFC 1918, RFC 4193, RFC 6598; golang/go net/ip.go, IsPrivate */
const scopes: readonly (readonly [string, AddressScope])[] = [
  ['0.0.0.0/32', 'unspecified'],
  ['127.0.0.0/8', 'loopback'],
  ['169.254.0.0/16', 'link-local'],
  ['10.0.0.0/8', 'private'],
  ['172.16.0.0/12', 'private'],
  ['192.168.0.0/16', 'private'],
  ['100.64.0.0/10', 'shared'],
  ['224.0.0.0/4', 'multicast'],
  ['0.0.0.0/0', 'public'],
  ['::/128', 'unspecified'],
  ['::1/128', 'loopback'],
  ['fe80::/10', 'link-local'],
  ['fc00::/7', 'private'],
  ['ff00::/8', 'multicast'],
  ['::/0', 'public'],
];

const table: PrefixTable<AddressScope> = new PrefixTable(
  scopes.flatMap(([text, scope]) => {
    const cidr = parseCIDR(text);
    return cidr === undefined ? [] : [[cidr, scope] as const];
  }),
);

/**
 * How far an address reaches; undefined for a text that is no address.
 *
 * @example
 * addressScope('10.0.0.1'); // 'private'
 */
export function addressScope(address: string): AddressScope | undefined {
  return table.lookup(address);
}

/** Whether the address stays on its own host. @see golang/go net/ip.go, IsLoopback */
export function isLoopback(address: string): boolean {
  return addressScope(address) === 'loopback';
}

/** Whether the address belongs to nobody in the internet: RFC 1918 and RFC 4193. @see golang/go net/ip.go, IsPrivate */
export function isPrivate(address: string): boolean {
  return addressScope(address) === 'private';
}

/** Whether no packet from the internet gets to the address: private, or of the range of carriers. @see RFC 1918, RFC 4193, RFC 6598 */
export function isOutsideOfInternet(address: string): boolean {
  return isPrivate(address) || addressScope(address) === 'shared';
}
