import { parseIP } from '../address/ip.js';

const ipv4Suffix = '.in-addr.arpa.';
const ipv6Suffix = '.ip6.arpa.';
const nibbles = 32;

/**
 * The address that a reverse name stands for; `undefined` where it is the name of no address.
 *
 * @param name a full name in lower case
 * @see RFC 1035 section 3.5, RFC 3596 section 2.5
 */
export function reverseAddress(name: string): string | undefined {
  if (name.endsWith(ipv4Suffix)) {
    return parseIP(name.slice(0, -ipv4Suffix.length).split('.').reverse().join('.'))?.text;
  }
  if (!name.endsWith(ipv6Suffix)) return undefined;
  const digits = name.slice(0, -ipv6Suffix.length).split('.').reverse();
  if (digits.length !== nibbles || digits.some((digit) => digit.length !== 1)) return undefined;
  return parseIP(digits.join('').replaceAll(/(.{4})(?!$)/g, '$1:'))?.text;
}
