import { internet, readRequest } from '@kubehop/core';
import { describe, expect, test } from 'vitest';
import { locationFor, siteOf } from '../../../../packages/core/src/analysis/fate/location.js';

function located(url: string, location: string, host?: string): string {
  const headers = host === undefined ? {} : { headers: { host } };
  return locationFor(readRequest({ url, ...headers }, internet()), location);
}

describe('where a redirect sends requests like this one', () => {
  test.each<[string, string, string]>([
    ['http://shop.test/cart', 'https://shop.test/cart', 'https://{host}{target}'],
    ['http://shop.test/cart?x=1', 'https://shop.test/cart?x=1', 'https://{host}{target}'],
    ['http://shop.test/cart', 'https://shop.test/', 'https://{host}/'],
    // The root does not tell where other paths are sent.
    ['http://shop.test/', 'https://shop.test', 'https://{host}'],
    ['http://shop.test/cart/', 'https://shop.test/cart', 'https://{host}{target}'],
    ['http://shop.test/cart', 'https://www.shop.test/cart', 'https://www.shop.test{target}'],
    ['http://shop.test/cart', 'https://shop.test.evil/cart', 'https://shop.test.evil{target}'],
    ['http://shop.test/cart', 'https://new.test/old/cart', 'https://new.test/old{target}'],
    ['http://shop.test/cart', 'https://new.test/', 'https://new.test/'],
    ['http://SHOP.test/cart', 'https://shop.test/cart', 'https://{host}{target}'],
    ['http://shop.test/cart', '/app', '/app'],
    ['http://shop.test/cart', '/app/cart', '/app{target}'],
    ['http://shop.test/cart', 'https://new.test?x=/cart', 'https://new.test?x={target}'],
  ])('%s to %s: %s', (url, location, expected) => {
    expect(located(url, location)).toBe(expected);
  });

  test.each<[string, string, string]>([
    ['shop.test:8080', 'https://shop.test/', 'https://{host}/'],
    ['shop.test:8080', 'https://shop.test:8080/', 'https://{host}/'],
    ['shop.test.', 'https://shop.test/', 'https://{host}/'],
    ['other.test', 'https://shop.test/', 'https://shop.test/'],
  ])('Host %s to %s: %s', (host, location, expected) => {
    expect(located('http://shop.test/', location, host)).toBe(expected);
  });

  test('a target in absolute form names the host itself', () => {
    const request = readRequest({ url: 'http://shop.test/' }, internet());
    const sent = { ...request, target: 'http://other.test/cart' };
    expect(locationFor(sent, 'https://other.test/cart')).toBe('https://{host}{target}');
  });

  test('without Host a proxy has a word of its own in place of it', () => {
    const request = readRequest({ url: 'http://shop.test/cart' }, internet());
    expect(locationFor({ ...request, hostHeader: null }, 'https://_/cart')).toBe('https://{host}{target}');
  });
});

test.each<[string, string]>([
  ['https://{host}{target}', 'https://{host}'],
  ['https://{host}/x', 'https://{host}'],
  ['https://new.test{target}', 'https://new.test'],
  ['https://new.test:8443/a?b', 'https://new.test:8443'],
  ['https://new.test?x', 'https://new.test'],
  ['/app', ''],
])('the site of %s is %j', (location, site) => {
  expect(siteOf(location)).toBe(site);
});
