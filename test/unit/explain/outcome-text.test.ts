import { describe, expect, test } from 'vitest';
import type { Outcome } from '@kubehop/core';
import { isGood, outcomeText } from '../../../packages/core/src/explain/outcome-text.js';
import { answered, cartPod } from './sample-trace.js';

const { cause } = answered;
const node = { kind: 'node', name: 'node-1' } as const;

const rows: readonly (readonly [Outcome, string, boolean])[] = [
  [answered, '200 from the application in pod shop/cart-0 on node-2', true],
  [
    { kind: 'response', status: 404, headers: [], from: 'proxy', place: cartPod, cause },
    '404 from the proxy itself in pod shop/cart-0 on node-2',
    false,
  ],
  [{ kind: 'connected', place: cartPod, cause }, 'connected to pod shop/cart-0 on node-2', true],
  [{ kind: 'delivered', place: cartPod, cause }, 'delivered to pod shop/cart-0 on node-2', true],
  [{ kind: 'refused', place: node, cause }, 'connection refused at node node-1', false],
  [{ kind: 'reset', place: node, cause }, 'connection reset at node node-1', false],
  [{ kind: 'closed', place: node, cause }, 'connection closed at node node-1', false],
  [{ kind: 'timeout', place: node, cause }, 'no answer: lost at node node-1', false],
  [{ kind: 'unroutable', place: { kind: 'internet' }, cause }, 'no route from the internet', false],
  [{ kind: 'left', to: '192.0.2.1', place: node, cause }, 'left the model towards 192.0.2.1', false],
  [
    {
      kind: 'dns-error',
      rcode: 'NXDOMAIN',
      place: { kind: 'dns-server', name: 'kube-system/coredns-0' },
      cause,
    },
    'name not resolved: NXDOMAIN from DNS server kube-system/coredns-0',
    false,
  ],
  [{ kind: 'tls-error', place: cartPod, cause }, 'TLS handshake failed at pod shop/cart-0 on node-2', false],
  [{ kind: 'unknown', missing: 'loop', place: { kind: 'network' }, cause }, 'unknown: loop', false],
];

describe('outcomeText', () => {
  test.each(rows)('%o is told as "%s"', (outcome, text) => {
    expect(outcomeText(outcome)).toBe(text);
  });
});

describe('isGood', () => {
  test.each(rows)('%o (%s): %s', (outcome, _, good) => {
    expect(isGood(outcome)).toBe(good);
  });
});
