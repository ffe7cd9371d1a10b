import { internet, pod, type RequestInput } from '@kubehop/core';
import { type Routes, routes } from '@kubehop/core/analysis';
import { describe, expect, test } from 'vitest';
import { fateText } from '../../../../packages/core/src/analysis/fate/fate-text.js';
import { service } from '../../../objects/service.js';
import { applications, nginx, shop } from './shop.js';

function told(found: Routes, request: RequestInput): string {
  const asked = found.classOf(request);
  return asked === undefined ? 'in no class' : fateText(asked.fate);
}

const toWeb = '200 from Pod shop/web port 8080 through Service shop/web';
const toCart = '200 from Pod shop/cart port 8080 through Service shop/cart';

describe('routes from the internet to a shop', () => {
  const cluster = shop();
  const found = routes(cluster);
  const address = cluster.infrastructure[0]?.addresses[0] ?? '';

  test.each<[string, Partial<RequestInput>, string]>([
    ['http://shop.test/', {}, toWeb],
    ['http://shop.test/carts', {}, toWeb],
    ['http://shop.test/cart', {}, toCart],
    ['http://shop.test/cart/1?x=/', {}, toCart],
    ['http://shop.test/%63art', {}, toCart],
    ['http://shop.test/x/../cart/', {}, toCart],
    ['http://shop.test//cart', {}, toCart],
    ['http://SHOP.test./cart', {}, toCart],
    ['http://x.example/cart', { address, headers: { host: 'shop.test:99' } }, toCart],
    [`http://${address}/cart`, {}, '404 from the proxy (host-unknown)'],
    ['http://shop.test/cart', { method: 'TRACE' }, '405 from the proxy (method-not-allowed)'],
    ['http://shop.test/%', {}, '400 from the proxy (request-refused)'],
    ['https://shop.test/cart', {}, 'TLS handshake failed (certificate-refused)'],
    ['https://shop.test/cart', { insecure: true }, toCart],
    ['tcp://shop.test:80', {}, 'connected (proxy-reached)'],
    ['http://shop.test:8080/', {}, 'no answer (no-listener)'],
    ['udp://shop.test:80', {}, 'no answer (no-listener)'],
    ['http://nobody.example/', {}, 'unknown (public-name-unlisted)'],
  ])('%s %j: %s', (url, more, fate) => {
    expect(told(found, { url, ...more })).toBe(fate);
  });

  test('a class says by which rule, and has an example', () => {
    const { rule, example } = found.classOf({ url: 'http://shop.test/cart/1' }) ?? {};
    expect(rule).toMatchObject({
      object: { kind: 'Ingress', name: 'site' },
      path: 'spec.rules[0].http.paths[0]',
    });
    expect(example).toMatchObject({ scheme: 'http', host: 'shop.test', target: '/cart' });
  });

  test('the requests of a class are told as ranges', () => {
    const { requests = [] } = found.classOf({ url: 'http://shop.test/cart' }) ?? {};
    expect(requests[0]).toMatchObject({
      schemes: ['grpc', 'http'],
      hosts: ['shop.test'],
      paths: ['/cart/…'],
      conditions: [],
    });
  });

  test('every class has requests, and no two come to the same by the same rule', () => {
    const keys = found.classes.map(
      ({ fate, rule }) => `${fateText(fate)} ${rule?.object?.name ?? ''} ${rule?.path ?? ''}`,
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(found.classes.every(({ requests }) => requests.length > 0)).toBe(true);
    expect(found.isExact).toBe(true);
  });

  test('requests from elsewhere are in no class', () => {
    expect(told(found, { url: 'http://web/', from: pod('shop', 'cart') })).toBe('in no class');
  });
});

describe('lists of clients', () => {
  const guarded = shop({
    site: {
      rules: { 'shop.test': ['Prefix / web:80'] },
      annotations: nginx({ 'allowlist-source-range': '192.168.0.0/16' }),
    },
  });
  const keeping = shop(
    {},
    {
      more: [
        service('shop/open', {
          type: 'LoadBalancer',
          selector: { app: 'web' },
          ports: [{ port: 8443, targetPort: 8080 }],
          loadBalancerSourceRanges: ['10.0.0.0/8'],
        }),
      ],
    },
  );
  const address = keeping.infrastructure.find(({ id }) => id.includes('open'))?.addresses[0] ?? '';

  test('anybody may come from any address: each kind is in a class of its own', () => {
    const found = routes(keeping, internet());
    const url = `http://${address}:8443/`;
    expect(told(found, { url, from: internet('10.1.2.3') })).toBe(
      '200 from Pod shop/web port 8080 through Service shop/open',
    );
    expect(told(found, { url, from: internet('192.0.2.200') })).toBe('no answer (source-not-in-ranges)');
  });

  test('of a given address there are requests of that one alone', () => {
    const found = routes(guarded, internet('10.1.2.3'));
    expect(told(found, { url: 'http://shop.test/', from: internet('192.0.2.200') })).toBe('in no class');
    expect(told(found, { url: 'http://shop.test/', from: internet('10.1.2.3') })).toBe(
      '403 from the proxy (client-not-allowed)',
    );
  });
});

test('from a pod there are the names of Services, short and long', () => {
  const found = routes(shop(), pod('shop', 'cart'));
  const from = pod('shop', 'cart');
  for (const name of ['web', 'web.shop', 'web.shop.svc', 'web.shop.svc.cluster.local']) {
    expect(told(found, { url: `http://${name}/`, from })).toBe(toWeb);
  }
  expect(told(found, { url: 'http://web:81/', from })).toBe('no answer (service-port-unknown)');
  expect(told(found, { url: 'http://nobody/', from })).toBe(
    'name not resolved: NXDOMAIN (service-in-other-namespace)',
  );
});

test('a regular expression that is not linear leaves the classes inexact', () => {
  const found = routes(
    shop({
      site: {
        rules: { 'shop.test': [String.raw`ImplementationSpecific /(a|b)\1 web:80`, 'Prefix / cart:80'] },
        annotations: nginx({ 'use-regex': 'true' }),
      },
    }),
  );
  expect(found.isExact).toBe(false);
  expect(told(found, { url: 'http://shop.test/aa' })).toBe('unknown (regex-not-supported)');
});

test('canaries share requests, and a header has its own class', () => {
  const site = { rules: { 'shop.test': ['Prefix / web:80'] } };
  const canary = {
    rules: { 'shop.test': ['Prefix / canary:80'] },
    annotations: nginx({ canary: 'true', 'canary-weight': '25', 'canary-by-header': 'x-canary' }),
  };
  const found = routes(shop({ site, canary }, { more: applications('canary') }));
  const toCanary = '200 from Pod shop/canary port 8080 through Service shop/canary';
  const url = 'http://shop.test/';
  expect(told(found, { url })).toBe(`75 % ${toWeb}, 25 % ${toCanary}`);
  expect(told(found, { url, headers: { 'x-canary': 'always' } })).toBe(toCanary);
  expect(told(found, { url, headers: { 'x-canary': 'never' } })).toBe(toWeb);
  expect(told(found, { url, headers: { 'x-canary': 'perhaps' } })).toBe(`75 % ${toWeb}, 25 % ${toCanary}`);
});
