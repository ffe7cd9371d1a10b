/** What must hold for the sample shop, as a test of vitest; routes.yaml says the same to `kubehop test`. */
import { readFileSync } from 'node:fs';
import { createCluster, internet, workload } from '@kubehop/core';
import type { KubehopMatchers } from '@kubehop/core/matchers';
import { matchers } from '@kubehop/core/matchers';
import { readManifests } from '@kubehop/core/yaml';
import { expect, test } from 'vitest';

declare module 'vitest' {
  // vitest itself has `any` here, and declarations of one interface must agree.
  // oxlint-disable-next-line typescript/no-explicit-any
  interface Matchers<T = any> extends KubehopMatchers<T> {}
}

expect.extend(matchers);

const manifests = new URL('../shop/shop.yaml', import.meta.url);
const cluster = createCluster(readManifests(readFileSync(manifests, 'utf8')));
const web = workload('Deployment', 'shop', 'web');
const controller = workload('Deployment', 'ingress-nginx', 'ingress-nginx-controller');
const home = 'https://shop.example.com/';

test.each([home, 'https://shop.example.com/about', 'https://shop.example.com/carts'])(
  "pages are the web's: %s",
  (page) => {
    expect(cluster).toRoute(page, {
      status: 200,
      reaches: 'service/shop/web',
      neverReaches: 'service/shop/cart',
    });
  },
);

test.each(['GET https://shop.example.com/cart', 'POST https://shop.example.com/cart/items'])(
  "the cart and what is below it is the cart's: %s",
  (request) => {
    expect(cluster).toRoute(request, { status: 200, reaches: 'deployment/shop/cart' });
  },
);

test('the shop shows its own certificate', () => {
  expect(cluster).toRoute(home, { certificate: 'secret/shop/shop-tls' });
});

test('plain HTTP is sent to HTTPS', () => {
  expect(cluster).toRoute('http://shop.example.com/cart?item=1', {
    status: 308,
    redirectsTo: 'https://shop.example.com/cart?item=1',
  });
});

test('nothing is served under another host', () => {
  expect(cluster).toRoute({ url: home, headers: { host: 'elsewhere.example.com' } }, { status: 404 });
});

test('the web learns who asks', () => {
  expect(cluster).toRoute(home, {
    from: internet('198.51.100.77'),
    headersAtBackend: { 'x-forwarded-for': '198.51.100.77', 'x-forwarded-proto': 'https' },
  });
});

test('the web reaches the cart by its short name', () => {
  expect(cluster).toRoute('http://cart/items', {
    from: web,
    status: 200,
    reaches: 'deployment/shop/cart:7070',
    sourceAtPod: 'client',
  });
});

test('other namespaces need the whole name', () => {
  expect(cluster).toRoute('dns A cart', { from: controller, rcode: 'NXDOMAIN' });
});

test('nobody outside reaches the cart directly', () => {
  expect(cluster).toRoute('http://cart.shop.svc.cluster.local/', { outcome: 'dns-error' });
});
