import { formatIPv4, parseIPv4 } from './ipv4.js';
import { formatIPv6, parseIPv6 } from './ipv6.js';

/** The family of an address, spelled as Kubernetes spells it. @see kubernetes/api core/v1/types.go, IPFamily @public */
export type IPFamily = 'IPv4' | 'IPv6';

/** An IP address. Two addresses are the same when their texts are. @public */
export interface IP {
  readonly family: IPFamily;
  /** The canonical text. */
  readonly text: string;
  /** The bits as unsigned 32-bit words: one for IPv4, four for IPv6. */
  readonly words: readonly number[];
}

/**
 * Reads an IP address as Go's `net.ParseIP` does: no leading zeros, no zone, and an IPv4-mapped IPv6 address
 * (`::ffff:10.0.0.1`) is the IPv4 address it holds.
 *
 * @see golang/go net/ip.go, ParseIP
 * @public
 * @example
 * parseIP('2001:DB8::0:1')?.text; // '2001:db8::1'
 */
export function parseIP(text: string): IP | undefined {
  return read(text, false);
}

/**
 * Reads an IP address as Kubernetes reads stored objects: as {@link parseIP}, but leading zeros are skipped, so that
 * `010.0.0.1` is `10.0.0.1`.
 *
 * @see kubernetes/utils net/parse.go, ParseIPSloppy
 */
export function parseIPSloppy(text: string): IP | undefined {
  return read(text, true);
}

function read(text: string, leadingZeros: boolean): IP | undefined {
  const address = parseIPv4(text, leadingZeros);
  if (address >= 0) return ipOf('IPv4', [address]);
  if (!text.includes(':')) return undefined;
  const words = parseIPv6(text, leadingZeros);
  return words === undefined ? undefined : unmap(words);
}

/** The family of an address given as canonical text. */
export function familyOf(address: string): IPFamily {
  return address.includes(':') ? 'IPv6' : 'IPv4';
}

/** The address with these bits. */
export function ipOf(family: IPFamily, words: readonly number[]): IP {
  return { family, words, text: family === 'IPv4' ? formatIPv4(words[0] ?? 0) : formatIPv6(words) };
}

/** Whether the bits of an IPv6 address are those of an IPv4-mapped one. @see RFC 4291 section 2.5.5.2 */
export function isIPv4Mapped(words: readonly number[]): boolean {
  return words[0] === 0 && words[1] === 0 && words[2] === 0xffff;
}

function unmap(words: readonly number[]): IP {
  return isIPv4Mapped(words) ? ipOf('IPv4', words.slice(3)) : ipOf('IPv6', words);
}
