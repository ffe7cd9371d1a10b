import { ipOf, isIPv4Mapped, parseIP, type IP, type IPFamily } from './ip.js';
import { parseIPv4 } from './ipv4.js';
import { parseIPv6 } from './ipv6.js';

/** A range of addresses: a network and the number of its leading bits that count. @public */
export interface CIDR {
  readonly family: IPFamily;
  /** The canonical text, host bits cleared: `10.0.0.0/8`. */
  readonly text: string;
  /** The first address of the range. */
  readonly network: IP;
  readonly prefixLength: number;
}

const wordBits = 32;
const wordSize = 2 ** wordBits;

/**
 * Reads a range as Go's `net.ParseCIDR` does; host bits are cleared, and a range of IPv4-mapped addresses is the IPv4
 * range it holds.
 *
 * @see golang/go net/ip.go, ParseCIDR
 * @public
 * @example
 * parseCIDR('10.1.2.3/8')?.text; // '10.0.0.0/8'
 */
export function parseCIDR(text: string): CIDR | undefined {
  return read(text, false);
}

/** Reads a range as {@link parseCIDR}, with leading zeros skipped. @see kubernetes/utils net/parse.go, ParseCIDRSloppy */
export function parseCIDRSloppy(text: string): CIDR | undefined {
  return read(text, true);
}

function read(text: string, leadingZeros: boolean): CIDR | undefined {
  const slash = text.indexOf('/');
  if (slash < 0 || !/^\d{1,9}$/.test(text.slice(slash + 1))) return undefined;
  const address = text.slice(0, slash);
  const prefixLength = Number(text.slice(slash + 1));
  const number = parseIPv4(address, leadingZeros);
  if (number >= 0) return prefixLength > wordBits ? undefined : cidrOf('IPv4', [number], prefixLength);
  const words = parseIPv6(address, leadingZeros);
  if (words === undefined || prefixLength > 4 * wordBits) return undefined;
  return isIPv4Mapped(words) && prefixLength >= 3 * wordBits
    ? cidrOf('IPv4', words.slice(3), prefixLength - 3 * wordBits)
    : cidrOf('IPv6', words, prefixLength);
}

function cidrOf(family: IPFamily, words: readonly number[], prefixLength: number): CIDR {
  const network = ipOf(
    family,
    words.map((word, index) => clearHostBits(word, prefixLength - index * wordBits)),
  );
  return { family, text: `${network.text}/${prefixLength}`, network, prefixLength };
}

function clearHostBits(word: number, bits: number): number {
  if (bits <= 0) return 0;
  return bits >= wordBits ? word : (word & (-1 << (wordBits - bits))) >>> 0;
}

/** Whether the address lies in the range. */
export function cidrContains(cidr: CIDR, ip: IP): boolean {
  if (cidr.family !== ip.family) return false;
  for (const [index, word] of ip.words.entries()) {
    const bits = cidr.prefixLength - index * wordBits;
    if (bits <= 0) return true;
    if (clearHostBits(word, bits) !== cidr.network.words[index]) return false;
  }
  return true;
}

/** Whether the text of an address lies in the text of a range; false when one of them is none. */
export function isInCIDR(range: string, address: string): boolean {
  const cidr = parseCIDR(range);
  const ip = parseIP(address);
  return cidr !== undefined && ip !== undefined && cidrContains(cidr, ip);
}

const parsedRanges = new WeakMap<readonly string[], readonly CIDR[]>();

/** Whether the text of an address lies in one of the ranges; texts that are no range hold nothing. */
export function isInAny(ranges: readonly string[], address: string): boolean {
  const ip = parseIP(address);
  if (ip === undefined) return false;
  let cidrs = parsedRanges.get(ranges);
  if (cidrs === undefined) {
    cidrs = ranges.flatMap((range) => parseCIDR(range) ?? []);
    parsedRanges.set(ranges, cidrs);
  }
  return cidrs.some((cidr) => cidrContains(cidr, ip));
}

/** How many addresses the range holds. */
export function cidrSize(cidr: CIDR): number {
  return 2 ** (bitsOf(cidr) - cidr.prefixLength);
}

/**
 * The nth address of the range, the network itself being number 0; undefined beyond its end.
 *
 * @throws {RangeError} for a number that is no index
 */
export function nthAddress(cidr: CIDR, n: number): IP | undefined {
  requireIndex(n);
  return n < cidrSize(cidr) ? ipOf(cidr.family, plus(cidr, n, bitsOf(cidr))) : undefined;
}

/**
 * The nth of the equal parts with this prefix length into which the range falls; undefined beyond its end.
 *
 * @throws {RangeError} for a number that is no index, or a prefix length that the range can't be divided by
 * @see kubernetes/kubernetes pkg/controller/nodeipam/ipam/cidrset/cidr_set.go: the share of a node in the pod range
 */
export function nthSubnet(cidr: CIDR, prefixLength: number, n: number): CIDR | undefined {
  requireIndex(n);
  if (prefixLength < cidr.prefixLength || prefixLength > bitsOf(cidr)) {
    throw new RangeError(`${cidr.text} has no parts of prefix length ${prefixLength}`);
  }
  if (n >= 2 ** (prefixLength - cidr.prefixLength)) return undefined;
  return cidrOf(cidr.family, plus(cidr, n, prefixLength), prefixLength);
}

function bitsOf(cidr: CIDR): number {
  return cidr.network.words.length * wordBits;
}

function requireIndex(n: number): void {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`${n} is no index`);
}

/** The bits of the network after adding `n` at the place where a prefix of this length ends. */
function plus(cidr: CIDR, n: number, prefixLength: number): readonly number[] {
  const words = [...cidr.network.words];
  const last = Math.max(0, Math.ceil(prefixLength / wordBits) - 1);
  // A product with a power of two is exact, however large.
  let carry = n * 2 ** ((last + 1) * wordBits - prefixLength);
  for (let index = last; index >= 0 && carry > 0; index -= 1) {
    const sum = (words[index] ?? 0) + (carry % wordSize);
    words[index] = sum % wordSize;
    carry = Math.floor(carry / wordSize) + Math.floor(sum / wordSize);
  }
  return words;
}
