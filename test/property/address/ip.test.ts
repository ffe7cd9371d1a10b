import { isIP } from 'node:net';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { cidrContains, nthAddress, parseCIDR } from '../../../packages/core/src/address/cidr.js';
import { parseIP, parseIPSloppy } from '../../../packages/core/src/address/ip.js';

const almostAddress = fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcf.:')), maxLength: 24 });
const addressText = fc.oneof(fc.ipV4(), fc.ipV6(), almostAddress);

describe('parseIP', () => {
  test.prop([addressText])('accepts what the platform accepts', (text) => {
    expect(parseIP(text) !== undefined).toBe(isIP(text) !== 0);
  });

  test.prop([fc.oneof(fc.ipV4(), fc.ipV6())])('reads its own canonical text as the same address', (text) => {
    const ip = parseIP(text);
    expect(ip && parseIP(ip.text)).toEqual(ip);
  });

  test.prop([addressText])('reads what it accepts as the sloppy reading does', (text) => {
    const ip = parseIP(text);
    if (ip !== undefined) expect(parseIPSloppy(text)).toEqual(ip);
  });
});

describe('nthAddress', () => {
  test.prop([fc.oneof(fc.ipV4(), fc.ipV6()), fc.nat(128), fc.maxSafeNat()])(
    'is an address of the range, or there is none',
    (text, length, n) => {
      const cidr = parseCIDR(`${text}/${text.includes(':') ? length : length % 33}`);
      const address = cidr && nthAddress(cidr, n);
      if (cidr && address) expect(cidrContains(cidr, address)).toBe(true);
    },
  );
});
