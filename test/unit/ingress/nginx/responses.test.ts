import { describe, expect, test } from 'vitest';
import { ingress, type IngressSpec } from '../../../objects/ingress.js';
import { service } from '../../../objects/service.js';
import { ask, assumed, backends, ingressCluster, inShort, nginx, type Asking } from '../asking.js';

const prefix = 'nginx.ingress.kubernetes.io';
const web: IngressSpec = { rules: { 'a.com': ['Prefix /x a:80', 'Prefix /empty empty:80'] } };

function cluster(annotations: Readonly<Record<string, string>>): ReturnType<typeof ingressCluster> {
  const named = Object.entries(annotations).map(([name, value]) => [`${prefix}/${name}`, value] as const);
  return ingressCluster(
    ...backends('shop/a', 'shop/errors', 'shop/default'),
    service('shop/empty', { clusterIP: '10.96.0.50', ports: [{ name: 'http', port: 80 }] }),
    ingress('shop/w', { ...web, annotations: Object.fromEntries(named) }),
  );
}

/** What is added to the response of the backend. */
function added(
  annotations: Readonly<Record<string, string>>,
  data: Readonly<Record<string, string>>,
  url: string,
  asking: Asking = {},
): unknown {
  const { result } = ask(cluster(annotations), nginx({ data }), url, asking);
  return result.kind === 'forward' ? result.responseHeaders : result.kind;
}

describe('the response of ingress-nginx', () => {
  const usual = 'max-age=31536000; includeSubDomains';

  test.each<[string, Readonly<Record<string, string>>, string, string | undefined]>([
    ['over TLS', {}, 'https://a.com/x', usual],
    ['not over plain HTTP', {}, 'http://a.com/x', undefined],
    [
      'as long as the ConfigMap says',
      { 'hsts-max-age': '60' },
      'https://a.com/x',
      'max-age=60; includeSubDomains',
    ],
    ['for the host alone', { 'hsts-include-subdomains': 'false' }, 'https://a.com/x', 'max-age=31536000'],
    ['for lists of browsers', { 'hsts-preload': 'true' }, 'https://a.com/x', `${usual}; preload`],
    ['not where switched off', { hsts: 'false' }, 'https://a.com/x', undefined],
  ])('has Strict-Transport-Security: %s', (_title, data, url, value) => {
    const headers = value === undefined ? undefined : [{ name: 'strict-transport-security', value }];
    expect(added({}, data, url)).toEqual(headers);
  });

  test('has Strict-Transport-Security where the controller answers itself too', () => {
    const { result } = ask(cluster({}), nginx(), 'https://a.com/other');
    expect(result).toMatchObject({
      status: 404,
      headers: [{ name: 'strict-transport-security', value: usual }],
    });
  });

  test.each<[string, Readonly<Record<string, string>>, string, Asking, string | undefined]>([
    ['with the path of the location', {}, 'http://a.com/x/y', {}, 'INGRESSCOOKIE=*; Path=/x; HttpOnly'],
    [
      'as its annotations say',
      {
        'session-cookie-name': 'route',
        'session-cookie-path': '/',
        'session-cookie-domain': 'a.com',
        'session-cookie-max-age': '60',
        'session-cookie-expires': '60',
        'session-cookie-samesite': 'Lax',
        'session-cookie-secure': 'true',
      },
      'http://a.com/x',
      {},
      'route=*; Expires=*; Max-Age=60; Domain=a.com; Path=/; Secure; HttpOnly; SameSite=Lax',
    ],
    ['for TLS only over TLS', {}, 'https://a.com/x', {}, 'INGRESSCOOKIE=*; Path=/x; Secure; HttpOnly'],
    [
      'but not to a client that brings it',
      {},
      'http://a.com/x',
      { headers: { cookie: 'a=b; ingresscookie=1' } },
      undefined,
    ],
  ])('sets the cookie of affinity %s', (_title, annotations, url, asking, value) => {
    const headers = value === undefined ? undefined : [{ name: 'set-cookie', value }];
    expect(added({ affinity: 'cookie', ...annotations }, { hsts: 'false' }, url, asking)).toEqual(headers);
  });
});

describe('custom-http-errors', () => {
  const flags = { 'default-backend-service': 'shop/default' };

  test('are answered by the default backend at the root, which is told what happened', () => {
    const decision = ask(
      cluster({ 'custom-http-errors': '404,500', 'default-backend': 'errors' }),
      nginx(),
      'http://a.com/x?y',
      { headers: { accept: 'text/html' } },
    );
    expect(inShort(decision)).toBe('shop/a:80 /x?y');
    expect(assumed(decision)).toEqual([]);
    expect(decision.result).toMatchObject({
      errorPages: [
        { status: 404, location: '@custom_custom-default-backend-shop-errors_404' },
        {
          status: 500,
          result: {
            backends: [{ service: { name: 'errors' } }],
            http: {
              host: 'a.com',
              target: '/?y',
              headers: [
                { name: 'accept', value: 'text/html' },
                { name: 'x-forwarded-for', value: '203.0.113.7' },
                { name: 'x-code', value: '500' },
                { name: 'x-format', value: 'text/html' },
                { name: 'x-namespace', value: 'shop' },
                { name: 'x-ingress-name', value: 'w' },
                { name: 'x-service-name', value: 'a' },
                { name: 'x-service-port', value: '80' },
                { name: 'x-original-uri', value: '/x?y' },
              ],
            },
          },
        },
      ],
    });
  });

  test.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string>>, string, string]>([
    [
      'of nginx itself are answered too',
      {
        'custom-http-errors': '403',
        'default-backend': 'errors',
        'denylist-source-range': '203.0.113.0/24',
      },
      {},
      '/x',
      'shop/errors:80 /',
    ],
    [
      'go to the default backend of the controller',
      { 'custom-http-errors': '503' },
      flags,
      '/empty',
      'shop/default:80 /',
    ],
    [
      'without any default backend become 404',
      { 'custom-http-errors': '503' },
      {},
      '/empty',
      '404 error-backend-missing',
    ],
    ['of other codes stay', { 'custom-http-errors': '500' }, {}, '/empty', '503 backend-without-endpoints'],
  ])('%s', (_title, annotations, given, path, expected) => {
    expect(inShort(ask(cluster(annotations), nginx({ flags: given }), `http://a.com${path}`))).toBe(expected);
  });

  test.each<
    [
      string,
      Readonly<Record<string, string>>,
      Readonly<Record<string, string>>,
      readonly number[] | undefined,
    ]
  >([
    ['of the ConfigMap hold for every host', {}, { 'custom-http-errors': '404' }, [404]],
    ['of the Ingress replace them', { 'custom-http-errors': '500' }, { 'custom-http-errors': '404' }, [500]],
    [
      'of the backend can be left alone',
      { 'custom-http-errors': '500', 'disable-proxy-intercept-errors': 'true' },
      {},
      undefined,
    ],
    ['that are no errors are not read', { 'custom-http-errors': '200' }, {}, undefined],
  ])('%s', (_title, annotations, data, codes) => {
    const { result } = ask(cluster(annotations), nginx({ data }), 'http://a.com/x');
    const pages = result.kind === 'forward' ? result.errorPages : undefined;
    expect(pages?.map(({ status }) => status)).toEqual(codes);
  });
});
