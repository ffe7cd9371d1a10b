import { internet, network, pod, readRequest, type RequestInput } from '@kubehop/core';
import { and, any, from, host, not, or, path, port, type RequestSet, under } from '@kubehop/core/analysis';
import { describe, expect, test } from 'vitest';
import { isIn } from '../../../../packages/core/src/analysis/proof/membership.js';

function has(set: RequestSet, url: string, more: Partial<RequestInput> = {}): boolean {
  return isIn(set, readRequest({ url, ...more }, internet()));
}

describe('under: a URL and everything below it, as clients send it', () => {
  const shop = under('https://shop.test/api');
  test.each<[boolean, string, Partial<RequestInput>]>([
    [true, 'https://shop.test/api', {}],
    [true, 'https://shop.test/api/', {}],
    [true, 'https://shop.test/api/v1?x=/', {}],
    [true, 'https://shop.test:443/api', {}],
    [true, 'https://SHOP.test./api', {}],
    [true, 'https://shop.test/%61pi', {}],
    [true, 'https://shop.test//api', {}],
    [true, 'https://shop.test/x/../api', {}],
    [true, 'https://shop.test/./api', {}],
    [true, 'https://shop.test/api', { method: 'DELETE', headers: { cookie: 'a=b' }, insecure: true }],
    [false, 'https://shop.test/apis', {}],
    [false, 'https://shop.test/API', {}],
    [false, 'https://shop.test/api/../x', {}],
    [false, 'https://shop.test/%', {}],
    [false, 'https://shop.test/', {}],
    [false, 'http://shop.test/api', {}],
    [false, 'https://shop.test:8443/api', {}],
    [false, 'https://www.shop.test/api', {}],
    [false, 'https://shop.test/api', { headers: { host: 'other.test' } }],
    [false, 'https://shop.test/api', { sni: 'other.test' }],
    [false, 'https://shop.test/api', { sni: null }],
    [false, 'https://shop.test/api', { address: '192.0.2.1' }],
    [false, 'https://shop.test/api', { method: 'TRACE' }],
    [false, 'https://shop.test/api', { method: 'CONNECT' }],
    [false, 'https://shop.test/api', { proxyProtocol: 'PROXY TCP4 192.0.2.1 192.0.2.2 1 443' }],
  ])('%s: %s %j', (expected, url, more) => {
    expect(has(shop, url, more)).toBe(expected);
  });

  test('the URL may be spelled in any way', () => {
    expect(has(under('HTTPS://Shop.Test.:443/x/../%61pi'), 'https://shop.test/api/v1')).toBe(true);
  });

  test('an address sends no server name', () => {
    expect(has(under('https://192.0.2.1/'), 'https://192.0.2.1/')).toBe(true);
    expect(has(under('https://192.0.2.1/'), 'https://192.0.2.1/', { sni: 'shop.test' })).toBe(false);
  });
});

describe('path: a path and what is below it, however it is spelled', () => {
  test.each<[boolean, string, string]>([
    [true, '/a', '/a'],
    [true, '/a', '/a/'],
    [true, '/a/', '/a'],
    [true, '/a', '/a/b'],
    [true, '/a', '/%61/b'],
    [true, '/%61', '/a'],
    [true, '/a b', '/a%20b'],
    [true, '/a', '//a'],
    [true, '/a', '/./a'],
    [true, '/a', '/b/%2e%2e/a'],
    [true, '/', '/x'],
    [true, '/é', '/%C3%A9'],
    [true, '/a', '/a?x=/b'],
    [false, '/a', '/ab'],
    [false, '/a', '/A'],
    [false, '/a', '/a/../b'],
    [false, '/a', '/b?x=/a'],
    [false, '/', '/%'],
    [false, '/', '/..'],
  ])('%s: %s has %s', (expected, prefix, target) => {
    expect(has(path(prefix), `http://shop.test${target}`)).toBe(expected);
  });
});

describe('host: what the Host of a request names', () => {
  test.each<[boolean, string, string]>([
    [true, 'shop.test', 'shop.test'],
    [true, 'shop.test', 'Shop.TEST'],
    [true, 'SHOP.test', 'shop.test'],
    [true, 'shop.test', 'shop.test.'],
    [true, 'shop.test.', 'shop.test'],
    [true, 'shop.test', 'shop.test:8080'],
    [true, '*.shop.test', 'www.shop.test'],
    [true, '192.0.2.1', '192.0.2.1:80'],
    [false, '*.shop.test', 'shop.test'],
    [false, '*.shop.test', 'a.b.shop.test'],
    [false, 'shop.test', 'www.shop.test'],
    [false, 'shop.test', 'shop.tests'],
  ])('%s: %s has %s', (expected, name, header) => {
    expect(has(host(name), 'http://elsewhere.test/', { headers: { host: header } })).toBe(expected);
  });

  test('a request without Host names none', () => {
    const set = host('shop.test');
    const request = readRequest({ url: 'http://shop.test/', version: '1.0' }, internet());
    expect(isIn(set, { ...request, hostHeader: null })).toBe(false);
  });
});

describe('from, port, and what combines sets', () => {
  test.each<[boolean, RequestSet]>([
    [true, any()],
    [true, from('anywhere')],
    [true, from(internet())],
    [true, from(internet('192.0.2.9'))],
    [false, from(internet('192.0.2.8'))],
    [false, from(network('10.0.0.9'))],
    [false, from(pod('shop', 'web'))],
    [true, port(80)],
    [false, port(443)],
    [true, and()],
    [false, or()],
    [true, and(port(80), path('/a'))],
    [false, and(port(80), path('/b'))],
    [true, or(port(443), path('/a'))],
    [false, not(port(80))],
    [true, not(and(port(80), path('/b')))],
  ])('%s: %j', (expected, set) => {
    expect(has(set, 'http://shop.test/a', { from: internet('192.0.2.9') })).toBe(expected);
  });
});

test.each<[boolean, RequestSet, string]>([
  [true, under('http://[2001:db8::1]/'), 'http://[2001:db8::1]/a'],
  [true, under('https://[2001:db8::1]/'), 'https://[2001:db8::1]/a'],
  [false, under('http://[2001:db8::1]/'), 'http://[2001:db8::2]/a'],
  [true, host('[2001:db8::1]'), 'http://[2001:db8::1]:8080/'],
  [true, host('2001:DB8::1'), 'http://[2001:db8::1]:8080/'],
  [false, host('2001:db8::1'), 'http://[2001:db8::2]/'],
])('an IPv6 address is a host, in brackets or without: %s, %j, %s', (expected, set, url) => {
  expect(has(set, url)).toBe(expected);
});

test.each<[string, () => RequestSet, string]>([
  ['a path without slash', () => path('a'), '"a" is no path: begin it with a slash'],
  ['a port that is none', () => port(0), '0 is no port: write a whole number from 1 to 65535'],
  ['a port that is no whole number', () => port(1.5), '1.5 is no port'],
  ['a host with a port', () => host('shop.test:80'), '"shop.test:80" has a port'],
  ['a URL that is none', () => under('https://'), 'the host is missing'],
  ['a URL without port', () => under('tcp://shop.test'), 'tcp has no default port'],
])('%s is refused', (_, make, message) => {
  expect(make).toThrow(message);
});
