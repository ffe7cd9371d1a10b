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
export function preferredAddresses<T extends { readonly data: string }>(
  records: readonly T[],
  families: readonly IPFamily[],
): readonly T[] {
  const ipv4 = records.filter(({ data }) => familyOf(data) === 'IPv4');
  if (ipv4.length === 0 || ipv4.length === records.length) return records;
  const ipv6 = records.filter(({ data }) => familyOf(data) === 'IPv6');
  if (!families.includes('IPv6')) return ipv4;
  if (!families.includes('IPv4')) return ipv6;
  const global = ipv6.filter(({ data }) => !isInAny(uniqueLocal, data));
  return global.length > 0 ? global : ipv4;
}
