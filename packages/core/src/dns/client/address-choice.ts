import { isInAny } from '../../address/cidr.js';
import type { IPFamily } from '../../address/ip.js';
import { familyOf } from '../../address/ip.js';

/** IPv6 addresses of a site, which come behind IPv4 ones. @see RFC 4193 */
const uniqueLocal: readonly string[] = ['fc00::/7'];

/**
 * The addresses of the family that a client prefers: one that it has itself; of both, IPv6 unless it is local to a
 * site.
 *
 * @see RFC 6724 section 2.1 (default policy table) and section 5 rule 1
 */
export function preferredAddresses(
  addresses: readonly string[],
  families: readonly IPFamily[],
): readonly string[] {
  const ipv4 = addresses.filter((address) => familyOf(address) === 'IPv4');
  if (ipv4.length === 0 || ipv4.length === addresses.length) return addresses;
  const ipv6 = addresses.filter((address) => familyOf(address) === 'IPv6');
  if (!families.includes('IPv6')) return ipv4;
  if (!families.includes('IPv4')) return ipv6;
  const global = ipv6.filter((address) => !isInAny(uniqueLocal, address));
  return global.length > 0 ? global : ipv4;
}
