import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { ExpectationError } from '../../../packages/core/src/expectation/expectation.js';
import { pod } from '../../../packages/core/src/request/origin.js';
import { AssertionError } from '../../../packages/core/src/matchers/assertion-error.js';
import {
  assertCertificate,
  assertExpectation,
  assertNeverReaches,
  assertOutcome,
  assertReaches,
  assertRedirects,
  assertSourceAtPod,
  assertStatus,
} from '../../../packages/core/src/matchers/assertions.js';
import { shop } from '../expectation/shop.js';

const cart = 'https://shop.example.com/cart';
const plain = 'http://shop.example.com/cart';
const empty = { url: 'http://empty/', from: pod('shop', 'client') };

/** A value as JavaScript lets one give it. */
function given(value: unknown): never {
  return value as never;
}

/** What an assertion throws. */
function thrownBy(assertion: () => void): unknown {
  try {
    assertion();
  } catch (error) {
    return error;
  }
  return undefined;
}

const assertions: readonly (readonly [string, (cluster: Cluster) => void, (cluster: Cluster) => void])[] = [
  [
    'reaches',
    (cluster) => assertReaches(cluster, cart, 'service/shop/cart'),
    (cluster) => assertReaches(cluster, cart, ['service/shop/web', 'service/shop/pay']),
  ],
  [
    'neverReaches',
    (cluster) => assertNeverReaches(cluster, cart, ['service/shop/web', 'service/shop/pay']),
    (cluster) => assertNeverReaches(cluster, cart, 'service/shop/cart'),
  ],
  ['status', (cluster) => assertStatus(cluster, cart, '2xx'), (cluster) => assertStatus(cluster, cart, 404)],
  [
    'redirectsTo',
    (cluster) => assertRedirects(cluster, plain, cart),
    (cluster) => assertRedirects(cluster, cart, cart),
  ],
  [
    'outcome',
    (cluster) => assertOutcome(cluster, empty, 'refused'),
    (cluster) => assertOutcome(cluster, empty, 'timeout'),
  ],
  [
    'sourceAtPod',
    (cluster) => assertSourceAtPod(cluster, cart, '10.244.0.0/16'),
    (cluster) => assertSourceAtPod(cluster, cart, 'client'),
  ],
  [
    'certificate',
    (cluster) => assertCertificate(cluster, cart, 'fits'),
    (cluster) => assertCertificate(cluster, cart, 'default'),
  ],
];

describe('assertions', () => {
  test.each(assertions)(
    '%s throws with the whole explanation where it does not hold',
    (member, holds, fails) => {
      expect(thrownBy(() => holds(shop))).toBeUndefined();
      const error = thrownBy(() => fails(shop));
      expect(error).toBeInstanceOf(AssertionError);
      expect(error).toMatchObject({
        name: 'AssertionError',
        message: expect.stringMatching(new RegExp(`^GET http.*\n✗ ${member}\n.*\n(.*\n)+⇒ `)) as string,
        actual: { [member]: expect.any(String) as string },
        expected: { [member]: expect.any(String) as string },
        verdict: { holds: false },
      });
    },
  );

  test('an object that does not exist is an error where nothing fails because of it', () => {
    const error = thrownBy(() => assertNeverReaches(shop, cart, 'service/shop/wbe'));
    expect(error).toBeInstanceOf(ExpectationError);
    expect(error).toMatchObject({
      message: 'there is no Service shop/wbe; did you mean service/shop/web?',
    });
  });

  test.each<[string, () => void, string]>([
    ['no cluster', () => assertReaches(given(undefined), cart, 'service/shop/cart'), 'createCluster'],
    ['manifests', () => assertReaches(given({ manifests: [] }), cart, 'service/shop/cart'), 'createCluster'],
    ['no request', () => assertStatus(shop, given(undefined), 200), "write 'GET https://host/path'"],
    ['a request without URL', () => assertStatus(shop, given({}), 200), "write 'GET https://host/path'"],
    ['no expectations', () => assertExpectation(shop, cart, given(undefined)), '{ expect: { status: 200 } }'],
    ['no object', () => assertReaches(shop, cart, given(5)), '"5" names no object: write KIND/'],
    [
      'an origin as text',
      () => assertStatus(shop, given({ url: cart, from: 'internet' }), 200),
      'internet()',
    ],
  ])('%s is an error that says what to write', (_, assertion, message) => {
    expect(assertion).toThrow(TypeError);
    expect(assertion).toThrow(message);
  });

  test('assertExpectation names each member that does not hold', () => {
    const expected = { status: 404, reaches: 'service/shop/cart', hostAtBackend: 'cart' };
    expect(thrownBy(() => assertExpectation(shop, cart, { expect: expected }))).toMatchObject({
      expected: { status: '404', hostAtBackend: 'cart' },
      actual: { hostAtBackend: 'shop.example.com' },
    });
    expect(thrownBy(() => assertExpectation(shop, cart, { may: { status: 200 } }))).toBeUndefined();
  });
});
