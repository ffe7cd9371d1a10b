import { describe, expect, test } from 'vitest';
import { clientBehind } from '../../../../packages/core/src/ingress/nginx/request/client-address.js';
import { readHost } from '../../../../packages/core/src/ingress/nginx/request/host.js';
import { readTarget } from '../../../../packages/core/src/ingress/nginx/request/target.js';
import { ingress, type IngressSpec } from '../../../objects/ingress.js';
import { ask, backends, headerAt, ingressCluster, inShort, nginx, type Asking } from '../asking.js';

const services = backends('shop/a');
const web: IngressSpec = { rules: { 'a.com': ['Prefix / a:80'] } };
const cluster = ingressCluster(...services, ingress('shop/w', web));

describe('a request target at nginx', () => {
  test.each([
    ['/', '/', ''],
    ['/a//b///c', '/a/b/c', ''],
    ['/a/./b/../c', '/a/c', ''],
    ['/a/.', '/a/', ''],
    ['/a/..', '/', ''],
    ['/a/%2e%2e/b', '/b', ''],
    ['/a%2f..%2fb', '/b', ''],
    ['/a%252fb', '/a%2fb', ''],
    ['/a/..;/b', '/a/..;/b', ''],
    ['/a%3Fb?c', '/a?b', 'c'],
    ['/a?b?c#d', '/a', 'b?c'],
    ['/a#b?c', '/a', ''],
    ['/a?x=../b', '/a', 'x=../b'],
    ['/café', '/caf\xc3\xa9', ''],
    ['/%E2%82%AC', '/\xe2\x82\xac', ''],
    ['/😀', '/\xf0\x9f\x98\x80', ''],
    ['/\ud800', '/\xef\xbf\xbd', ''],
    ['http://b.com/x/../y?z', '/y', 'z'],
    ['HTTP://b.com', '/', ''],
    ['http://b.com?x', '/', 'x'],
    ['http://[::1]:8080/x', '/x', ''],
  ])('%s is the path %s', (target, path, args) => {
    expect(readTarget(target)).toMatchObject({ path, args });
  });

  test.each([
    '/..',
    '/a/../../b',
    '/a%',
    '/a%2',
    '/a%zz',
    '/a%00',
    '/a b',
    '/a\tb',
    '/a\x7f',
    '',
    'a',
    '*',
    '?x',
    'http:/b.com/',
    'http://user@b.com/',
    'http:///x',
    'http://b.com#x',
  ])('%j is refused', (target) => {
    expect(readTarget(target)).toBeUndefined();
  });
});

describe('a Host header at nginx', () => {
  test.each([
    ['A.com', 'a.com'],
    ['a.com:80', 'a.com'],
    ['a.com:x', 'a.com'],
    ['a.com.', 'a.com'],
    [' a.com\t', 'a.com'],
    ['user@a.com', 'user@a.com'],
    ['a.com,b.com', 'a.com,b.com'],
    ['[::1]:80', '[::1]'],
    ['ké.com', 'ké.com'],
  ])('%j names %s', (header, host) => {
    expect(readHost(header)).toBe(host);
  });

  test.each(['', ' ', '.', ':80', 'a..com', 'a.com..', 'a.com/x', 'a b', 'a\x7f'])(
    '%j is refused',
    (header) => {
      expect(readHost(header)).toBeUndefined();
    },
  );
});

describe('requests that nginx does not take', () => {
  test.each<[string, string, Asking, string]>([
    ['a malformed target', 'http://a.com/%', {}, '400 request-refused'],
    ['a malformed host', 'http://a.com/', { host: 'a..com' }, '400 request-refused'],
    ['no host in HTTP/1.1', 'http://a.com/', { host: null }, '400 request-refused'],
    ['no host in HTTP/2', 'http://a.com/', { host: null, version: '2' }, '400 request-refused'],
    ['TRACE', 'http://a.com/', { method: 'TRACE' }, '405 method-not-allowed'],
    ['CONNECT', 'http://a.com/', { method: 'CONNECT' }, '405 method-not-allowed'],
    [
      'a PROXY line that nobody expects',
      'http://a.com/',
      { proxyProtocol: 'PROXY TCP4 10.0.0.1 10.0.0.2 1 80' },
      '400 request-refused',
    ],
  ])('%s', (_title, url, asking, expected) => {
    expect(inShort(ask(cluster, nginx(), url, asking))).toBe(expected);
  });

  test.each<[string, Asking]>([
    ['the PROXY protocol is not spoken', {}],
    ['the PROXY line cannot be read', { proxyProtocol: 'HELLO' }],
  ])('are cut off where %s although it should be', (_title, asking) => {
    expect(
      inShort(ask(cluster, nginx({ data: { 'use-proxy-protocol': 'true' } }), 'http://a.com/', asking)),
    ).toBe('closed proxy-protocol-missing');
  });
});

/** The headers that the backend gets, by name. */
function told(
  asking: Asking,
  data: Readonly<Record<string, string>> = {},
  url = 'http://a.com/x',
): (name: string) => string | undefined {
  const decision = ask(cluster, nginx({ data }), url, asking);
  return (name) => headerAt(decision, name);
}

/** The prefix that the backend is told of, with these annotations. */
function prefixWith(annotations: Readonly<Record<string, string>>): string | undefined {
  const annotated = ingressCluster(...services, ingress('shop/w', { ...web, annotations }));
  return headerAt(ask(annotated, nginx(), 'http://a.com/x'), 'x-forwarded-prefix');
}

describe('what the backend is told', () => {
  test('of the client and what it asked', () => {
    const header = told({ from: '198.51.100.7', host: 'A.com:8080' });
    const names = [
      'x-real-ip',
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-port',
      'x-forwarded-proto',
      'x-forwarded-scheme',
      'x-scheme',
    ];
    expect(names.map(header)).toEqual([
      '198.51.100.7',
      '198.51.100.7',
      'A.com:8080',
      '80',
      'http',
      'http',
      'http',
    ]);
  });

  test('of TLS', () => {
    const header = told({}, {}, 'https://a.com/x');
    expect(['x-forwarded-port', 'x-forwarded-proto'].map(header)).toEqual(['443', 'https']);
  });

  test('is not what the client said about itself, which is kept aside', () => {
    const header = told({
      headers: { 'x-forwarded-for': '1.1.1.1', 'x-forwarded-host': 'evil.com', 'x-forwarded-proto': 'https' },
    });
    expect(['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto'].map(header)).toEqual([
      '203.0.113.7',
      'a.com',
      'http',
    ]);
    expect(['x-original-forwarded-for', 'x-original-forwarded-host'].map(header)).toEqual([
      '1.1.1.1',
      'evil.com',
    ]);
  });

  test('is what the client said where that is trusted', () => {
    const header = told(
      {
        headers: {
          'x-forwarded-for': '1.1.1.1, 2.2.2.2',
          'x-forwarded-host': 'b.com',
          'x-forwarded-proto': 'https',
          'x-forwarded-port': '8443',
        },
      },
      { 'use-forwarded-headers': 'true' },
    );
    expect(
      ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port'].map(header),
    ).toEqual(['1.1.1.1', 'b.com', 'https', '8443']);
  });

  test('is what the PROXY line says', () => {
    const header = told(
      { proxyProtocol: 'PROXY TCP4 192.168.0.1 192.168.0.11 56324 443' },
      { 'use-proxy-protocol': 'true' },
    );
    expect(['x-forwarded-for', 'x-forwarded-port', 'x-forwarded-proto'].map(header)).toEqual([
      '192.168.0.1',
      '443',
      'https',
    ]);
  });

  test('of other headers, but for those that nginx drops', () => {
    const header = told({
      headers: { accept: '*/*', proxy: 'x', bad_name: 'x', connection: 'close', 'x-request-id': 'r' },
    });
    expect(['accept', 'proxy', 'bad_name', 'connection', 'x-request-id'].map(header)).toEqual([
      '*/*',
      undefined,
      undefined,
      undefined,
      'r',
    ]);
  });

  test('of an upgrade', () => {
    const header = told({ headers: { upgrade: 'websocket', connection: 'Upgrade' } });
    expect(['upgrade', 'connection'].map(header)).toEqual(['websocket', 'upgrade']);
  });

  test('of the original target when told so', () => {
    expect(told({}, { 'proxy-add-original-uri-header': 'true' })('x-original-uri')).toBe('/x');
    expect(told({})('x-original-uri')).toBeUndefined();
  });

  test('of a prefix only where the path is rewritten', () => {
    const prefix = 'nginx.ingress.kubernetes.io';
    const forwarded = { [`${prefix}/x-forwarded-prefix`]: '/shop' };
    expect(prefixWith({ ...forwarded, [`${prefix}/rewrite-target`]: '/y' })).toBe('/shop');
    expect(prefixWith(forwarded)).toBeUndefined();
  });
});

describe('clientBehind', () => {
  const everybody = ['0.0.0.0/0', '::/0'];
  test.each([
    ['takes the first address where all are trusted', '10.0.0.1', '1.1.1.1, 2.2.2.2', everybody, '1.1.1.1'],
    [
      'stops at the first from the right that is not trusted',
      '10.0.0.1',
      '1.1.1.1, 2.2.2.2, 10.0.0.9',
      ['10.0.0.0/8'],
      '2.2.2.2',
    ],
    ['does not believe a peer that is not trusted', '9.9.9.9', '1.1.1.1', ['10.0.0.0/8'], '9.9.9.9'],
    ['stops at what is no address', '10.0.0.1', '1.1.1.1, unknown, 2.2.2.2', everybody, '2.2.2.2'],
    ['reads addresses with ports', '10.0.0.1', '1.1.1.1:80', everybody, '1.1.1.1'],
    ['reads IPv6', '10.0.0.1', '[2001:db8::1]:80', everybody, '2001:db8::1'],
  ])('%s', (_title, peer, forwarded, trusted, client) => {
    expect(clientBehind(peer, forwarded, trusted)).toBe(client);
  });
});
