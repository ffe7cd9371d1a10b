import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chainHash } from '../../../../packages/core/src/render/service/chain-hash.js';
import { sha256 } from '../../../../packages/core/src/render/service/sha256.js';

describe('chainHash', () => {
  // Names that nodes show.
  test.each([
    ['default/kubernetes:httpstcp', 'NPX46M4PTMTKRN6Y'],
    ['kube-system/kube-dns:dnsudp', 'TCOU7JCQXEZGVUNU'],
    ['kube-system/kube-dns:dns-tcptcp', 'ERIFXISQEP7F7OF4'],
    ['kube-system/kube-dns:metricstcp', 'JD5MR3NA4I4DYORP'],
  ])('is for %s what kube-proxy names its chains by: %s', (text, hash) => {
    expect(chainHash(text, 16)).toBe(hash);
  });
});

describe('sha256', () => {
  test('is the digest that others make', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 200 }), (text) => {
        expect(sha256(text)).toEqual([...createHash('sha256').update(text, 'latin1').digest()]);
      }),
    );
  });
});
