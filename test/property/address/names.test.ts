import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { hostOfHeader } from '../../../packages/core/src/address/host-port.js';
import {
  isDNS1123Subdomain,
  isWildcardDNS1123Subdomain,
} from '../../../packages/core/src/address/hostname.js';
import { squashDotSegments } from '../../../packages/core/src/address/request-target.js';

const target = fc
  .array(fc.constantFrom('.', '..', 'a', '', '%2e', '.%2E', '...'), { maxLength: 8 })
  .map((segments) => `/${segments.join('/')}`);

describe('squashDotSegments', () => {
  test.prop([target])('leaves no dot segment and nothing to squash again', (text) => {
    const squashed = squashDotSegments(text);
    expect(squashed).toMatch(/^\//);
    expect(squashed).not.toMatch(/\/(?:\.|%2e){1,2}(?:\/|$)/i);
    expect(squashDotSegments(squashed)).toBe(squashed);
  });
});

describe('hostOfHeader', () => {
  test.prop([fc.domain(), fc.nat(65535)])('is the name itself, whatever the port behind it', (name, port) => {
    expect(hostOfHeader(`${name.toUpperCase()}:${port}`)).toBe(name.toLowerCase());
  });
});

describe('isWildcardDNS1123Subdomain', () => {
  test.prop([fc.domain()])('holds for a star before every subdomain', (name) => {
    expect(isWildcardDNS1123Subdomain(`*.${name}`)).toBe(isDNS1123Subdomain(name));
  });
});
