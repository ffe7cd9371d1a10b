import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { cidrContains, type CIDR, parseCIDR } from '../../../packages/core/src/address/cidr.js';
import { parseIP } from '../../../packages/core/src/address/ip.js';
import { PrefixTable } from '../../../packages/core/src/address/prefix-table.js';

// Few different addresses, so that ranges nest and hit.
const octet = fc.constantFrom(0, 1, 128, 255);
const ipv4 = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join('.'));
const ipv6 = fc.tuple(octet, octet, octet).map(([a, b, c]) => `2001:${a}:${b}::${c}`);
const address = fc.oneof(ipv4, ipv6);
const range = fc.oneof(
  fc.tuple(ipv4, fc.nat(32)).map(([text, length]) => `${text}/${length}`),
  fc.tuple(ipv6, fc.nat(128)).map(([text, length]) => `${text}/${length}`),
);

/** The most specific range that holds the address, the later of two equal ones, found by looking at all. */
function scan(ranges: readonly CIDR[], text: string): number | undefined {
  const ip = parseIP(text);
  let best: number | undefined;
  for (const [index, cidr] of ranges.entries()) {
    if (!ip || !cidrContains(cidr, ip)) continue;
    if (best === undefined || cidr.prefixLength >= (ranges[best]?.prefixLength ?? 0)) best = index;
  }
  return best;
}

describe('PrefixTable', () => {
  test.prop([fc.array(range, { maxLength: 40 }), fc.array(address)])(
    'finds what a scan finds',
    (texts, addresses) => {
      const ranges = texts.flatMap((text) => parseCIDR(text) ?? []);
      const table = new PrefixTable(ranges.map((cidr, index) => [cidr, index] as const));
      for (const text of addresses) expect(table.lookup(text)).toBe(scan(ranges, text));
    },
  );
});
