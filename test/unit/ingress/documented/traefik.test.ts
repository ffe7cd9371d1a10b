import { describe, expect, test } from 'vitest';
import { traefikProfile } from '../../../../packages/core/src/controller/documented.js';
import type { ControllerProfile } from '../../../../packages/core/src/controller/profile.js';
import { ingressController } from '../../../../packages/core/src/ingress/controller.js';
import { ingress, ingressClass, type IngressSpec, tlsSecret } from '../../../objects/ingress.js';
import { service } from '../../../objects/service.js';
import { namedCertificate } from '../../../objects/certificates.js';
import {
  ask,
  type Asking,
  assumed,
  backends,
  ingressCluster,
  inShort,
  request,
  shownSecret,
} from '../asking.js';

const prefix = 'traefik.ingress.kubernetes.io';
const all = backends('shop/a', 'shop/b', 'shop/c');

function traefik(flags: Readonly<Record<string, string>> = {}, version = '3.7.0'): ControllerProfile {
  return traefikProfile({ version, flags });
}

/** What becomes of a request for Ingresses in namespace shop, by their names. */
function answer(
  ingresses: Readonly<Record<string, IngressSpec>>,
  url: string,
  profile = traefik(),
  asking: Asking = {},
): string {
  const stated = Object.entries(ingresses).map(([name, spec]) => ingress(`shop/${name}`, spec));
  return inShort(ask(ingressCluster(...all, ...stated), profile, url, asking));
}

function web(...paths: readonly string[]): Readonly<Record<string, IngressSpec>> {
  return { web: { rules: { 'a.com': paths } } };
}

const strict = traefik({ 'providers.kubernetesIngress.strictPrefixMatching': 'true' });

// Each block is a row of a comparison of controllers; the sources are those that ingress/documented/traefik.ts names.
describe('Traefik compares a Prefix', () => {
  test.each<[string, ControllerProfile, string, string]>([
    ['by letters', traefik(), '/foobar', 'shop/a:80 /foobar'],
    ['with its case', traefik(), '/Foo', '404 path-unknown'],
    ['by elements with strictPrefixMatching', strict, '/foobar', '404 path-unknown'],
    ['itself too with strictPrefixMatching', strict, '/foo', 'shop/a:80 /foo'],
  ])('%s', (_, profile, target, expected) => {
    expect(answer(web('Prefix /foo a:80'), `http://a.com${target}`, profile)).toBe(expected);
  });
});

describe('Traefik compares a path of type ImplementationSpecific', () => {
  test.each<[string, string | undefined, string, string]>([
    ['by letters unless told otherwise', undefined, '/foobar', 'shop/a:80 /foobar'],
    ['as a whole with Path', 'Path', '/foobar', '404 path-unknown'],
    ['as an expression with PathRegexp', 'PathRegexp', '/x/foo', 'shop/a:80 /x/foo'],
    ['not at all with another word', 'Glob', '/foo', '404 host-unknown'],
  ])('%s', (_, matcher, target, expected) => {
    const annotations = matcher === undefined ? {} : { [`${prefix}/router.pathmatcher`]: matcher };
    const spec = { annotations, rules: { 'a.com': ['ImplementationSpecific /foo a:80'] } };
    expect(answer({ web: spec }, `http://a.com${target}`)).toBe(expected);
  });

  test('and an annotation does not count for other types', () => {
    const annotations = { [`${prefix}/router.pathmatcher`]: 'Path' };
    const spec = { annotations, rules: { 'a.com': ['Prefix /foo a:80'] } };
    expect(answer({ web: spec }, 'http://a.com/foo/x')).toBe('shop/a:80 /foo/x');
  });
});

describe('Traefik tries', () => {
  test.each<[string, Readonly<Record<string, IngressSpec>>, string, string]>([
    ['the longest rule first', web('Prefix / a:80', 'Prefix /foo b:80'), '/foo', 'shop/b:80 /foo'],
    [
      'a prefix before an exact path: its rule is longer',
      web('Exact /foo a:80', 'Prefix /foo b:80'),
      '/foo',
      'shop/b:80 /foo',
    ],
    [
      'a long path of every host before a short one of the host',
      { web: { rules: { 'a.com': ['Prefix /f a:80'], '': ['Prefix /foo/with/a/long/path b:80'] } } },
      '/foo/with/a/long/path',
      'shop/b:80 /foo/with/a/long/path',
    ],
    [
      'what router.priority says',
      {
        low: {
          annotations: { [`${prefix}/router.priority`]: '1' },
          rules: { 'a.com': ['Prefix /foo a:80'] },
        },
        web: { rules: { 'a.com': ['Prefix / b:80'] } },
      },
      '/foo',
      'shop/b:80 /foo',
    ],
    [
      'the length of the rule where the priority is 0',
      {
        zero: {
          annotations: { [`${prefix}/router.priority`]: '0' },
          rules: { 'a.com': ['Prefix /foo a:80'] },
        },
        web: { rules: { 'a.com': ['Prefix / b:80'] } },
      },
      '/foo',
      'shop/a:80 /foo',
    ],
  ])('%s', (_, ingresses, target, expected) => {
    expect(answer(ingresses, `http://a.com${target}`)).toBe(expected);
  });

  test('a wildcard, which old versions write as an expression, before the host itself', () => {
    const spec = {
      web: { rules: { 'a.example.com': ['Prefix / a:80'], '*.example.com': ['Prefix / b:80'] } },
    };
    expect(answer(spec, 'http://a.example.com/', traefik({}, '3.6.2'))).toBe('shop/b:80 /');
    expect(answer(spec, 'http://a.example.com/')).toBe('unknown route-order-not-documented');
  });
});

test('Traefik asks the routers of other hosts where no path of the host matches', () => {
  const spec = { web: { rules: { 'a.com': ['Exact /x a:80'], '': ['Prefix / b:80'] } } };
  expect(answer(spec, 'http://a.com/y')).toBe('shop/b:80 /y');
});

test.each([
  ['a.example.com', 'shop/a:80 /'],
  ['a.b.example.com', '404 host-unknown'],
  ['example.com', '404 host-unknown'],
])('Traefik takes a wildcard host for one label: %s', (host, expected) => {
  expect(answer({ web: { rules: { '*.example.com': ['Prefix / a:80'] } } }, `http://${host}/`)).toBe(
    expected,
  );
});

function twice(second: string): Readonly<Record<string, IngressSpec>> {
  return {
    one: { rules: { 'a.com': ['Prefix /foo a:80'] }, hour: 1 },
    two: { rules: { 'a.com': [`Prefix /foo ${second}`] }, hour: 2 },
  };
}

describe('Traefik has the same host and path twice', () => {
  test('and which counts is not documented', () => {
    expect(answer(twice('b:80'), 'http://a.com/foo')).toBe('unknown route-order-not-documented');
  });

  test('which is no matter where both lead to one Service', () => {
    expect(answer(twice('a:80'), 'http://a.com/foo')).toBe('shop/a:80 /foo');
  });
});

describe('Traefik reads a defaultBackend', () => {
  test.each<[string, Readonly<Record<string, IngressSpec>>, string]>([
    [
      'of an Ingress without rules, for what nothing else takes',
      { all: { defaultBackend: 'a:80' }, ...web('Exact /x b:80') },
      'shop/a:80 /y',
    ],
    [
      'not of one with rules',
      { web: { defaultBackend: 'a:80', rules: { 'a.com': ['Exact /x b:80'] } } },
      '404 path-unknown',
    ],
    [
      'of the first one only',
      { one: { defaultBackend: 'a:80', hour: 1 }, two: { defaultBackend: 'b:80', hour: 2 } },
      'shop/a:80 /y',
    ],
  ])('%s', (_, ingresses, expected) => {
    expect(answer(ingresses, 'http://a.com/y')).toBe(expected);
  });
});

describe('Traefik leaves out a path', () => {
  const empty = service('shop/empty', { ports: [{ name: 'http', port: 80 }] });
  const name = service('shop/name', {
    type: 'ExternalName',
    externalName: 'db.example.net',
    ports: [{ port: 80 }],
  });
  const on = (flag: string): ControllerProfile =>
    traefik({ [`providers.kubernetesingress.${flag}`]: 'true' });

  test.each<[string, string, ControllerProfile, string]>([
    ['to a Service that is missing', 'none:80', traefik(), '404 backend-service-missing'],
    ['to a port that is missing', 'a:81', traefik(), '404 backend-port-missing'],
    ['to a resource', 'resource', traefik(), '404 backend-is-resource'],
    ['without endpoints', 'empty:80', traefik(), '404 backend-without-endpoints'],
    [
      'without endpoints, but not with allowEmptyServices',
      'empty:80',
      on('allowemptyservices'),
      '503 backend-without-endpoints',
    ],
    [
      'to a Service that is missing, with allowEmptyServices too',
      'none:80',
      on('allowemptyservices'),
      '404 backend-service-missing',
    ],
    ['to a name outside', 'name:80', traefik(), '404 backend-outside-cluster'],
    [
      'to a name outside, but not with allowExternalNameServices',
      'name:80',
      on('allowexternalnameservices'),
      'left to db.example.net:80',
    ],
  ])('%s', (_, to, profile, expected) => {
    const cluster = ingressCluster(
      ...all,
      empty,
      name,
      ingress('shop/web', { rules: { 'a.com': [`Prefix / ${to}`] } }),
    );
    expect(inShort(ask(cluster, profile, 'http://a.com/'))).toBe(expected);
  });

  test('and asks the next router, which the explanation tells', () => {
    const cluster = ingressCluster(
      ...all,
      ingress('shop/web', { rules: { 'a.com': ['Prefix / a:80', 'Prefix /foo none:80'] } }),
    );
    expect(inShort(ask(cluster, traefik(), 'http://a.com/foo'))).toBe('shop/a:80 /foo');
    expect(ask(cluster, traefik(), 'http://a.com/foo').skipped).toMatchObject([{ code: 'backend-left-out' }]);
    expect(ingressController(cluster, traefik()).rejected(request('http://a.com/foo'))).toMatchObject([
      { code: 'backend-left-out', path: 'spec.rules[0].http.paths[1]' },
    ]);
  });
});

describe('Traefik and HTTPS', () => {
  const points = { 'entryPoints.web.address': ':80/tcp', 'entryPoints.websecure.address': ':443' };
  const tls = (value: string): IngressSpec => ({
    annotations: { [`${prefix}/router.tls`]: value },
    rules: { 'a.com': ['Prefix / a:80'] },
  });
  const to = (target: string, more: object = {}): ControllerProfile =>
    traefik({ ...points, 'entrypoints.web.http.redirections.entryPoint.to': target, ...more });

  test.each<[string, ControllerProfile, Readonly<Record<string, IngressSpec>>, string, Asking, string]>([
    [
      'no redirect for a TLS section',
      traefik(),
      { web: { tls: [{ secretName: 'tls' }], rules: { 'a.com': ['Prefix / a:80'] } } },
      'http://a.com/',
      {},
      'shop/a:80 /',
    ],
    [
      'a redirect by the entry point',
      to('websecure'),
      web('Prefix / a:80'),
      'http://a.com/x?y',
      {},
      '301 https://a.com/x?y',
    ],
    [
      'a redirect that keeps the method',
      to(':443'),
      web('Prefix / a:80'),
      'http://a.com/',
      { method: 'POST' },
      '308 https://a.com/',
    ],
    [
      'a redirect for now',
      to('websecure', { 'entrypoints.web.http.redirections.entryPoint.permanent': 'false' }),
      web('Prefix / a:80'),
      'http://a.com/',
      {},
      '302 https://a.com/',
    ],
    [
      'a redirect to another port',
      to(':8443'),
      web('Prefix / a:80'),
      'http://a.com/',
      {},
      '301 https://a.com:8443/',
    ],
    [
      'a router with TLS not for plain HTTP',
      traefik(points),
      { web: tls('true') },
      'http://a.com/',
      {},
      '404 path-unknown',
    ],
    ['a router with TLS for TLS', traefik(points), { web: tls('true') }, 'https://a.com/', {}, 'shop/a:80 /'],
    [
      'a router without TLS not for TLS',
      traefik(points),
      web('Prefix / a:80'),
      'https://a.com/',
      {},
      '404 path-unknown',
    ],
    [
      'every router for TLS where the entry point says so',
      traefik({ ...points, 'entrypoints.websecure.http.tls': 'true' }),
      web('Prefix / a:80'),
      'https://a.com/',
      {},
      'shop/a:80 /',
    ],
    [
      'routers of other entry points not',
      traefik(points),
      {
        web: {
          annotations: { [`${prefix}/router.entrypoints`]: 'websecure' },
          rules: { 'a.com': ['Prefix / a:80'] },
        },
      },
      'http://a.com/',
      {},
      '404 path-unknown',
    ],
  ])('%s', (_, profile, ingresses, url, asking, expected) => {
    expect(answer(ingresses, url, profile, asking)).toBe(expected);
  });

  test('shows the certificate of the Secret', () => {
    const spec = {
      tls: [{ hosts: ['shop.example.com'], secretName: 'tls' }],
      rules: { '': ['Prefix / a:80'] },
    };
    const cluster = ingressCluster(
      ...all,
      tlsSecret('shop/tls', namedCertificate),
      ingress('shop/web', spec),
    );
    expect(shownSecret(ask(cluster, traefik(), 'https://shop.example.com/'))).toMatchObject({
      secret: { name: 'tls' },
    });
  });
});

describe('Traefik takes an Ingress', () => {
  test.each<[string, IngressSpec, Readonly<Record<string, string>>, boolean]>([
    ['of its class', { className: 'mine' }, {}, true],
    ['with the annotation', { annotations: { 'kubernetes.io/ingress.class': 'traefik' } }, {}, true],
    ['without class', {}, {}, true],
    ['not of another class', { className: 'other' }, {}, false],
    [
      'not without class where it is told of one',
      {},
      { 'providers.kubernetesIngress.ingressClass': 'mine' },
      false,
    ],
  ])('%s', (_, spec, flags, isTaken) => {
    const cluster = ingressCluster(
      ...all,
      ingressClass('mine', 'traefik.io/ingress-controller'),
      ingressClass('other', 'acme.io/other'),
      ingress('shop/web', { ...spec, rules: { 'a.com': ['Prefix / a:80'] } }),
    );
    expect(inShort(ask(cluster, traefik(flags), 'http://a.com/')).startsWith('shop/a')).toBe(isTaken);
  });
});

test('Traefik is modelled by its documentation, and what it is told beyond that is named', () => {
  const annotations = {
    [`${prefix}/router.middlewares`]: 'shop-auth@kubernetescrd',
    [`${prefix}/router.priority`]: '7',
  };
  const sticky = { ...(service('shop/s', { ports: [{ port: 80 }] }) as object) };
  const cluster = ingressCluster(
    ...all,
    sticky,
    ingress('shop/web', { annotations, rules: { 'a.com': ['Prefix / a:80'] } }),
  );
  const profile = traefik({ 'providers.kubernetesingress.nativelbbydefault': 'true' });
  const decision = ask(cluster, profile, 'http://a.com/');
  expect(assumed(decision)).toEqual([
    'controller-by-documentation',
    'controller-flag-not-modelled',
    'annotation-not-modelled',
  ]);
  expect(decision.assumptions[2]?.path).toBe(`metadata.annotations[${prefix}/router.middlewares]`);
  expect(ingressController(cluster, profile).configuration()).toMatchObject({
    servers: [{ host: 'a.com', locations: ['/'] }],
    unsupported: [{ ingress: { name: 'web' }, annotation: `${prefix}/router.middlewares` }],
  });
});
