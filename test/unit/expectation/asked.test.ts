import { describe, expect, test } from 'vitest';
import type { NameRequest } from '../../../packages/core/src/expectation/asked.js';
import { readAsked } from '../../../packages/core/src/expectation/asked.js';
import { ExpectationError } from '../../../packages/core/src/expectation/expectation.js';
import type { RequestInput } from '../../../packages/core/src/request/read-request.js';

describe('readAsked', () => {
  test.each<[string, RequestInput | NameRequest]>([
    ['https://shop.example.com/cart', { url: 'https://shop.example.com/cart' }],
    ['tcp://db.shop:5432', { url: 'tcp://db.shop:5432' }],
    [' DELETE  http://cart/7 ', { method: 'DELETE', url: 'http://cart/7' }],
    ['dns A api.shop', { dns: 'A', name: 'api.shop' }],
    ['DNS srv _http._tcp.cart.shop', { dns: 'SRV', name: '_http._tcp.cart.shop' }],
  ])('%s', (text, asked) => {
    expect(readAsked(text)).toEqual(asked);
  });

  test.each([
    ['', 'is no request'],
    ['GET https://a/ b', 'is no request'],
    ['dns api.shop', 'is no question'],
    ['dns A', 'is no question'],
    ['dns A a b', 'is no question'],
    ['dns constructor a', 'is no question'],
  ])('"%s" %s', (text, message) => {
    expect(() => readAsked(text)).toThrow(ExpectationError);
    expect(() => readAsked(text)).toThrow(message);
  });
});
