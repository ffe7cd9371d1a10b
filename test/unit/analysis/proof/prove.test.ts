import { cloud, createCluster, internet, network, pod, replay, traceRequest } from '@kubehop/core';
import {
  and,
  any,
  from,
  host,
  not,
  or,
  path,
  port,
  type Proof,
  type Property,
  prove,
  type RequestSet,
  under,
} from '@kubehop/core/analysis';
import { describe, expect, test } from 'vitest';
import { service } from '../../../objects/service.js';
import { ingress } from '../../../objects/ingress.js';
import { servers } from '../../../property/analysis/served-sets.js';
import { applications, nginx, shop } from '../routes/shop.js';

const cluster = shop();
const address = cluster.infrastructure[0]?.addresses[0] ?? '';
const web = 'service/shop/web';
const cart = 'service/shop/cart';

function kind({ kind: found }: Proof): string {
  return found;
}

describe('what holds, and what does not', () => {
  test.each<[string, RequestSet, Property]>([
    ['holds', under('http://shop.test/cart'), { reaches: cart }],
    ['holds', under('http://shop.test/cart'), { neverReaches: web }],
    ['fails', under('http://shop.test/'), { reaches: web }],
    ['holds', under('http://shop.test/'), { reaches: [web, cart] }],
    ['holds', under('http://shop.test/'), { status: '2xx' }],
    ['holds', under('http://shop.test/'), { expect: { status: 200 }, may: { reaches: [web, cart] } }],
    ['holds', and(under('http://shop.test/'), not(path('/cart'))), { reaches: web }],
    ['holds', or(under('http://shop.test/cart'), under('http://shop.test/cart/1')), { reaches: cart }],
    ['fails', and(port(80), path('/cart')), { reaches: cart }],
    ['fails', host('shop.test'), { reaches: [web, cart] }],
    ['holds', and(host('other.test'), port(80)), { neverReaches: [web, cart] }],
    ['holds', under(`http://${address}/cart`), { status: 404 }],
    ['holds', port(8080), { neverReaches: [web, cart] }],
    ['fails', from('anywhere'), { neverReaches: cart }],
    ['fails', from(pod('shop', 'web')), { neverReaches: cart }],
    ['holds', from(network('10.0.0.9')), { neverReaches: 'service/shop/nobody' }],
  ])('%s: %j %j', (expected, set, property) => {
    expect(kind(prove(cluster, set, property))).toBe(expected);
  });

  test('the smallest request for which it does not hold is told, with its way', () => {
    const proof = prove(cluster, under('http://shop.test/'), { reaches: web });
    if (proof.kind !== 'fails') throw new TypeError(proof.kind);
    const { counterexample, trace, failures } = proof;
    expect(counterexample).toMatchObject({
      scheme: 'http',
      host: 'shop.test',
      target: '/cart',
      method: 'GET',
    });
    expect(failures).toMatchObject([{ member: 'reaches', expected: web, of: 'expect' }]);
    expect(traceRequest(cluster, counterexample, { choose: replay(trace) })).toEqual(trace);
  });
});

test('every way is looked at, by a request that names the port of that way', () => {
  const [nodePort = 0] =
    cluster.get('Service', 'ingress/c')?.spec.ports.flatMap((each) => each.nodePort ?? []) ?? [];
  const proof = prove(cluster, and(port(nodePort), host('shop.test')), { neverReaches: [web, cart] });
  expect(proof).toMatchObject({
    kind: 'fails',
    counterexample: { port: nodePort, hostHeader: `shop.test:${nodePort}` },
  });
});

describe('what is not known', () => {
  test('a name that nobody lists, where the set asks for it', () => {
    const proof = prove(cluster, under('http://nobody.example/'), { neverReaches: web });
    expect(proof).toMatchObject({ kind: 'unknown', example: { host: 'nobody.example' } });
  });

  test('no other set asks for such names', () => {
    expect(kind(prove(cluster, and(any(), port(8080)), { neverReaches: web }))).toBe('holds');
  });

  test('regular expressions that are not linear', () => {
    const site = {
      rules: { 'shop.test': [String.raw`ImplementationSpecific /(a|b)\1 web:80`] },
      annotations: nginx({ 'use-regex': 'true' }),
    };
    const proof = prove(shop({ site }), under('http://shop.test/'), { neverReaches: cart });
    expect(kind(proof)).toBe('unknown');
  });

  test('paths that a controller reads in another way than the set: not all kinds can be found', () => {
    const site = ingress('shop/site', { className: 'traefik', rules: { 'shop.test': ['Prefix / web:80'] } });
    const served = createCluster([...servers.Traefik.objects, ...applications('web'), site], {
      platform: cloud(),
    });
    const proof = prove(served, under('http://shop.test/cart'), { reaches: web });
    expect(proof).toMatchObject({
      kind: 'unknown',
      reason: expect.stringContaining('Not every kind') as unknown,
    });
    expect(proof).not.toHaveProperty('example');
  });

  test.each<[string, Property]>([
    ['pathAtBackend', { pathAtBackend: '/cart' }],
    ['hostAtBackend', { hostAtBackend: 'shop.test' }],
    ['headersAtBackend', { headersAtBackend: { 'x-forwarded-for': '*' } }],
    ['sourceAtPod', { sourceAtPod: '0.0.0.0/0' }],
  ])('%s, which is told word for word', (member, property) => {
    const proof = prove(cluster, and(under('http://shop.test/cart'), port(80)), property);
    expect(proof).toMatchObject({
      kind: 'unknown',
      reason: expect.stringContaining(`${member} is told word for word`) as unknown,
    });
  });

  test('what is told word for word can fail', () => {
    expect(kind(prove(cluster, under('http://shop.test/cart'), { pathAtBackend: '/other' }))).toBe('fails');
    expect(kind(prove(cluster, under('http://shop.test/cart'), { redirectsTo: '/' }))).toBe('fails');
  });

  test('the kind of source is the same for all requests of a kind', () => {
    expect(kind(prove(cluster, under('http://shop.test/cart'), { sourceAtPod: 'client' }))).toBe('fails');
  });
});

describe('sets without requests', () => {
  test.each<RequestSet>([
    and(port(80), not(port(80))),
    and(under('http://shop.test/cart'), under('http://shop.test/other')),
    or(),
    and(from(internet()), from(pod('shop', 'web'))),
    and(under('http://shop.test/'), host('other.test')),
  ])('%j', (set) => {
    expect(prove(cluster, set, { reaches: web })).toMatchObject({ kind: 'holds', kinds: 0 });
  });

  test('a property that cannot be read is refused all the same', () => {
    expect(() => prove(cluster, or(), { reaches: 'nonsense' })).toThrow('reaches');
    expect(() => prove(cluster, or(), {})).toThrow('nothing is expected');
    expect(() => prove(cluster, under('http://shop.test/'), { reaches: 'nonsense' })).toThrow('reaches');
  });
});

describe('clients', () => {
  const guarded = shop(
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
  const open = { neverReaches: 'service/shop/open' };
  // Everybody may ask the node ports.
  const balanced = port(8443);

  test('of anybody in the internet each kind is looked at', () => {
    expect(prove(guarded, balanced, open)).toMatchObject({
      kind: 'fails',
      counterexample: { from: { kind: 'internet', address: expect.stringMatching(/^10\./) as unknown } },
    });
  });

  test('a given address is looked at alone', () => {
    expect(kind(prove(guarded, and(balanced, from(internet('192.0.2.9'))), open))).toBe('holds');
    expect(kind(prove(guarded, and(balanced, from(internet('10.1.2.3'))), open))).toBe('fails');
  });

  test('who is left out is not looked at, and everybody else is', () => {
    const noInternet = and(balanced, not(from(internet())));
    expect(kind(prove(guarded, noInternet, open))).toBe('fails');
    expect(prove(guarded, noInternet, open)).not.toMatchObject({
      counterexample: { from: { kind: 'internet' } },
    });
  });
});
