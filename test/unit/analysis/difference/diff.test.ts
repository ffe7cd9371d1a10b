import { type Cluster, internet, pod, type RequestInput } from '@kubehop/core';
import { diff } from '@kubehop/core/analysis';
import { describe, expect, test } from 'vitest';
import { fateText } from '../../../../packages/core/src/analysis/fate/fate-text.js';
import type { IngressSpec } from '../../../objects/ingress.js';
import { service, type ServiceSpecManifest } from '../../../objects/service.js';
import { nginx, shop, shopSite } from '../routes/shop.js';

const toWeb = '200 from Pod shop/web port 8080 through Service shop/web';
const toCart = '200 from Pod shop/cart port 8080 through Service shop/cart';

/** The changes of requests by the name `shop.test` in plain HTTP: the example, before, after. */
function told(before: Cluster, after: Cluster): readonly string[] {
  return diff(before, after)
    .changes.filter(({ example: { scheme, hostHeader } }) => scheme === 'http' && hostHeader === 'shop.test')
    .map((change) => {
      const [one, other] = [change.before, change.after].map(({ fate }) => fateText(fate));
      return `${change.example.target}: ${one ?? ''} > ${other ?? ''}`;
    })
    .sort();
}

/** The shop with other rules or annotations. */
function changed(rules: readonly string[], annotations: Readonly<Record<string, string>> = {}): Cluster {
  return shop({ site: { rules: { 'shop.test': rules }, annotations: nginx(annotations) } });
}

/** The shop with a canary. */
function withCanary(annotations: Readonly<Record<string, string>>): Cluster {
  return shop({
    site: { rules: { 'shop.test': ['Prefix / web:80'] } },
    canary: {
      rules: { 'shop.test': ['Prefix / cart:80'] },
      annotations: nginx({ canary: 'true', ...annotations }),
    },
  });
}

/** The shop with a canary of this weight. */
function weighted(weight: string): Cluster {
  return withCanary({ 'canary-weight': weight });
}

/** The shop with a canary for those with this cookie. */
function byCookie(name: string): Cluster {
  return withCanary({ 'canary-by-cookie': name });
}

/** The Service `open` with a load balancer, in front of `web` unless told otherwise. */
function withOpen(spec: ServiceSpecManifest): Cluster {
  const usual = {
    type: 'LoadBalancer' as const,
    selector: { app: 'web' },
    ports: [{ port: 8443, targetPort: 8080, nodePort: 30443 }],
  };
  return shop({}, { more: [service('shop/open', { ...usual, ...spec })] });
}

const all = ['Prefix /cart cart:80', 'Prefix / web:80'];

describe('what a change of Ingresses does to requests', () => {
  test.each<[string, Cluster, Cluster, readonly string[]]>([
    [
      'a rule is moved to another Service',
      changed(all),
      changed(['Prefix /cart web:80', 'Prefix / web:80']),
      [`/cart: ${toCart} > ${toWeb}`],
    ],
    [
      'a rule is taken away',
      changed(all),
      changed(['Prefix /cart cart:80']),
      [`/: ${toWeb} > 404 from the proxy (path-unknown)`],
    ],
    [
      'a narrower rule is added',
      changed(['Prefix / web:80']),
      changed([...all, 'Exact /cart/x web:80']),
      [`/cart: ${toWeb} > ${toCart}`],
    ],
    [
      'rules are written in another order',
      changed(all),
      changed(['Prefix / web:80', 'Prefix /cart cart:80']),
      [],
    ],
    ['a rule is written twice', changed(all), changed([...all, ...all]), []],
    [
      'the rewrite is another one',
      changed(['Prefix / web:80'], { 'rewrite-target': '/x' }),
      changed(['Prefix / web:80'], { 'rewrite-target': '/y' }),
      [`/: ${toWeb}, path rewritten > ${toWeb}, path rewritten`],
    ],
    [
      'a redirect appears',
      changed(['Prefix / web:80']),
      changed(['Prefix / web:80'], { 'permanent-redirect': 'https://new.test/moved' }),
      [`/: ${toWeb} > 301 from the proxy to https://new.test/moved (redirected-by-annotation)`],
    ],
    [
      'a redirect leads elsewhere',
      changed(['Prefix / web:80'], { 'permanent-redirect': 'https://old.test/a' }),
      changed(['Prefix / web:80'], { 'permanent-redirect': 'https://old.test/b' }),
      [
        '/: 301 from the proxy to https://old.test/a (redirected-by-annotation) > 301 from the proxy to https://old.test/b (redirected-by-annotation)',
      ],
    ],
    [
      'others are let in',
      changed(['Prefix / web:80'], { 'allowlist-source-range': '192.168.0.0/16' }),
      changed(['Prefix / web:80'], { 'allowlist-source-range': '10.0.0.0/8' }),
      [`/: 403 from the proxy (client-not-allowed) > ${toWeb}`],
    ],
    [
      'the host of the backend is another one',
      changed(['Prefix / web:80']),
      changed(['Prefix / web:80'], { 'upstream-vhost': 'inner.test' }),
      [`/: ${toWeb} > ${toWeb}, Host becomes inner.test`],
    ],
  ])('%s', (_, before, after, changes) => {
    expect(told(before, after)).toEqual(changes);
  });

  test('a canary gets more', () => {
    expect(told(weighted('10'), weighted('25'))).toEqual([
      `/: 90 % ${toWeb}, 10 % ${toCart} > 75 % ${toWeb}, 25 % ${toCart}`,
    ]);
    expect(told(weighted('10'), weighted('10'))).toEqual([]);
  });

  test.each<[boolean, string]>([
    [true, 'old=always'],
    [true, 'new=always'],
    [false, 'old=always; new=always'],
    [true, 'old=always; new=never'],
    [false, 'other=always'],
  ])('a canary goes by another cookie: %s for %s', (expected, cookie) => {
    const request = { url: 'http://shop.test/', headers: { cookie } };
    expect(diff(byCookie('old'), byCookie('new')).isChanged(request)).toBe(expected);
  });

  test('another name for an Ingress changes nothing', () => {
    expect(diff(shop({ one: shopSite }), shop({ two: shopSite })).changes).toEqual([]);
  });

  test('a change says by which rules, and has the ways of its example', () => {
    const [change] = diff(changed(all), changed(['Prefix /cart web:80', 'Prefix / web:80'])).changes;
    expect(change?.before.rule).toMatchObject({ path: 'spec.rules[0].http.paths[0]' });
    expect(change?.before.trace.request).toEqual(change?.example);
    expect(change?.after.trace.hops.at(-1)).toMatchObject({ stage: 'pod', pod: { name: 'web' } });
  });
});

describe('what a change of Services does to requests', () => {
  const plain = withOpen({});
  const address = plain.infrastructure.find(({ id }) => id.includes('open'))?.addresses[0] ?? '';
  const request = { url: `http://${address}:8443/` };

  test.each<[string, ServiceSpecManifest, boolean]>([
    ['nothing', {}, false],
    ['the port is another one', { ports: [{ port: 8444, targetPort: 8080, nodePort: 30443 }] }, true],
    ['other pods are selected', { selector: { app: 'cart' } }, true],
    ['the pods see the client', { externalTrafficPolicy: 'Local' }, true],
    ['some clients are kept out', { loadBalancerSourceRanges: ['192.0.2.0/24'] }, true],
    ['all clients are let in by a range', { loadBalancerSourceRanges: ['0.0.0.0/0', '::/0'] }, false],
    ['a client keeps its pod', { sessionAffinity: 'ClientIP' }, false],
  ])('%s', (_, spec, expected) => {
    expect(diff(plain, withOpen(spec)).isChanged(request)).toBe(expected);
  });
});

describe('isChanged', () => {
  const site: IngressSpec = { rules: { 'shop.test': ['Prefix /cart web:80', 'Prefix / web:80'] } };
  const before = shop();
  const after = shop({ site });

  test.each<[boolean | undefined, RequestInput]>([
    [true, { url: 'http://shop.test/cart' }],
    [true, { url: 'http://shop.test/%63art/1', method: 'PUT' }],
    [false, { url: 'http://shop.test/' }],
    [false, { url: 'http://shop.test/carts' }],
    [false, { url: 'http://other.test/cart' }],
    // Nobody writes down the addresses of pods, nor comes from another origin than was asked.
    [undefined, { url: 'http://10.244.1.2/cart' }],
    [undefined, { url: 'http://shop.test/cart', from: pod('shop', 'web') }],
  ])('%s: %j', (expected, request) => {
    expect(diff(before, after).isChanged(request)).toBe(expected);
  });

  test('of other origins, where these are given', () => {
    const found = diff(before, after, { from: [internet(), pod('shop', 'web')] });
    expect(found.isChanged({ url: 'http://shop.test/cart', from: pod('shop', 'web') })).toBe(true);
    expect(found.isChanged({ url: 'http://cart/', from: pod('shop', 'web') })).toBe(false);
  });
});
