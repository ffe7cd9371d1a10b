import { expect as expectOfJest } from 'expect';
import { describe, expect, test } from 'vitest';
import type { KubehopMatchers } from '../../../packages/core/src/matchers/matchers.js';
import { matchers } from '../../../packages/core/src/matchers/matchers.js';
import { pod } from '../../../packages/core/src/request/origin.js';
import { shop } from '../expectation/shop.js';

declare module 'vitest' {
  // vitest itself has `any` here, and declarations of one interface must agree.
  // oxlint-disable-next-line typescript/no-explicit-any
  interface Matchers<T = any> extends KubehopMatchers<T> {}
}

declare module 'expect' {
  interface Matchers<R> extends KubehopMatchers<R> {}
}

expect.extend(matchers);
expectOfJest.extend(matchers);

const cart = 'https://shop.example.com/cart';
const pay = 'https://shop.example.com/pay';
const elsewhere = 'https://elsewhere.example.com/';
const from = pod('shop', 'client');

describe.each([
  ['vitest', expect],
  ['jest', expectOfJest],
] as const)('matchers of %s', (_, expectIn) => {
  test('toRoute holds where everything expected does', () => {
    expectIn(shop).toRoute(cart, { status: 200, reaches: 'service/shop/cart' });
    expectIn(shop).toRoute('http://cart/', { from, sourceAtPod: 'client' });
    expectIn(shop).toRoute({ url: 'http://cart/', from }, { reaches: 'deployment/shop/cart' });
    expectIn(shop).toRoute('dns A crt', { from, rcode: 'NXDOMAIN' });
    const canary = { status: 200, may: { reaches: 'service/shop/pay-canary' } } as const;
    expect(() => expectIn(shop).toRoute('https://shop.example.com/pay', canary)).not.toThrow();
  });

  test('toRoute tells all that does not hold', () => {
    expect(() => expectIn(shop).toRoute(cart, { status: 404, reaches: 'service/shop/web' })).toThrow(
      /✗ status\n(.*\n)+✗ reaches\n(.*\n)+⇒ 200 from the application/,
    );
  });

  test('toReach holds where every way comes to the object', () => {
    expectIn(shop).toReach(cart, 'service/shop/cart');
    expectIn(shop).toReach(cart, ['service/shop/web', 'service/shop/cart']);
    expect(() => expectIn(shop).toReach(cart, 'service/shop/crt')).toThrow('did you mean service/shop/cart?');
  });

  test('not turns them around', () => {
    expectIn(shop).not.toReach(cart, 'service/shop/web');
    expectIn(shop).not.toRoute(cart, { status: 404 });
    expect(() => expectIn(shop).not.toRoute(cart, { status: 200 })).toThrow(
      /^everything holds that should not:\n\nGET https(.*\n)+⇒ 200 from the application/,
    );
  });

  test('not toReach holds where no way comes to the object, not only some', () => {
    expectIn(shop).not.toReach(pay, 'service/shop/web');
    expect(() => expectIn(shop).not.toReach(pay, 'service/shop/pay-canary')).toThrow(
      /✗ neverReaches\n.*expected not service\/shop\/pay-canary\n.*\(20 % of requests\)\n/,
    );
    expect(() => expectIn(shop).not.toReach(pay, ['service/shop/web', 'service/shop/pay'])).toThrow(
      '80 % of requests',
    );
  });

  test.each<[string, () => void]>([
    ['not toReach', () => expectIn(shop).not.toReach(cart, 'service/shop/wbe')],
    ['not toRoute', () => expectIn(shop).not.toRoute(cart, { reaches: 'service/shop/wbe' })],
    ['toRoute', () => expectIn(shop).toRoute(cart, { neverReaches: 'service/shop/wbe' })],
    ['toReach', () => expectIn(shop).toReach(cart, ['service/shop/cart', 'service/shop/wbe'])],
  ])('%s does not pass because of a name that does not exist', (_name, matcher) => {
    expect(matcher).toThrow('there is no Service shop/wbe; did you mean service/shop/web?');
  });

  test('what nobody knows fails with and without not', () => {
    const message = 'expected an outcome that is known';
    expect(() => expectIn(shop).toReach(elsewhere, 'service/shop/web')).toThrow(message);
    expect(() => expectIn(shop).not.toReach(elsewhere, 'service/shop/web')).toThrow(message);
  });

  test('they are for clusters', () => {
    expect(() => expectIn('shop').toReach(cart, 'service/shop/web')).toThrow('write expect(cluster)');
  });
});

describe('types of the matchers', () => {
  test('members are known by name and type', () => {
    // @ts-expect-error: no status is a boolean
    expect(() => expect(shop).toRoute(cart, { status: true })).toThrow('true is no status');
    // @ts-expect-error: there is no such member
    expect(() => expectOfJest(shop).toRoute(cart, { reach: 'service/shop/cart' })).toThrow(
      'there is no member reach; did you mean',
    );
    // @ts-expect-error: an origin is no text
    expect(() => expect(shop).toRoute(cart, { status: 200, from: 'internet' })).toThrow(
      'from: "internet" is no origin: write internet(), ',
    );
    // @ts-expect-error: something must be expected
    expect(() => expectOfJest(shop).toRoute(cart)).toThrow('nothing is expected');
    // @ts-expect-error: nobody can expect what is not known
    expect(() => expect(shop).toRoute(cart, { outcome: 'unknown' })).toThrow('expected unknown');
  });
});
