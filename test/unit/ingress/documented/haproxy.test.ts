import { describe, expect, test } from 'vitest';
import { haproxyIngressProfile } from '../../../../packages/core/src/controller/documented.js';
import type { ControllerProfile } from '../../../../packages/core/src/controller/profile.js';
import { ingressController } from '../../../../packages/core/src/ingress/controller.js';
import { ingress, ingressClass, type IngressSpec } from '../../../objects/ingress.js';
import { service } from '../../../objects/service.js';
import { ask, assumed, backends, ingressCluster, inShort, request } from '../asking.js';

const prefix = 'haproxy-ingress.github.io';
const all = backends('shop/a', 'shop/b', 'shop/c');
const without = { 'watch-ingress-without-class': 'true' };

function haproxy(data?: Readonly<Record<string, string>>): ControllerProfile {
  const metadata = {
    name: 'config',
    namespace: 'ingress',
    uid: '',
    labels: {},
    annotations: {},
    ownerReferences: [],
  };
  const configMap =
    data === undefined ? undefined : ({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data } as const);
  return haproxyIngressProfile({ flags: without, configMap });
}

/** What becomes of a request for Ingresses in namespace shop, by their names. */
function answer(ingresses: Readonly<Record<string, IngressSpec>>, url: string, profile = haproxy()): string {
  const stated = Object.entries(ingresses).map(([name, spec]) => ingress(`shop/${name}`, spec));
  return inShort(ask(ingressCluster(...all, ...stated), profile, url));
}

function web(...paths: readonly string[]): Readonly<Record<string, IngressSpec>> {
  return { web: { rules: { 'a.com': paths } } };
}

// Each block is a row of a comparison of controllers; the sources are those that ingress/documented/haproxy.ts names.
describe('HAProxy Ingress compares', () => {
  test.each<[string, string, string | undefined, string, string]>([
    ['a Prefix by elements', 'Prefix /app', undefined, '/app1', '404 path-unknown'],
    ['a Prefix with its case', 'Prefix /app', undefined, '/App', '404 path-unknown'],
    ['a Prefix with a final slash as without', 'Prefix /app/', undefined, '/app', 'shop/a:80 /app'],
    ['an Exact path as a whole', 'Exact /app', undefined, '/app/', '404 path-unknown'],
    [
      'other paths by letters in any case',
      'ImplementationSpecific /app',
      undefined,
      '/App1',
      'shop/a:80 /App1',
    ],
    [
      'other paths as a whole with exact',
      'ImplementationSpecific /app',
      'Exact',
      '/app1',
      '404 path-unknown',
    ],
    [
      'other paths by elements with prefix',
      'ImplementationSpecific /app',
      'prefix',
      '/app1',
      '404 path-unknown',
    ],
    [
      'other paths from the start with regex',
      'ImplementationSpecific /app[0-9]+',
      'regex',
      '/app25xx/sub',
      'shop/a:80 /app25xx/sub',
    ],
    [
      'not in the middle with regex',
      'ImplementationSpecific /app[0-9]+',
      'regex',
      '/x/app1',
      '404 path-unknown',
    ],
    [
      'the alternatives of regex all from the start',
      'ImplementationSpecific /a|/b',
      'regex',
      '/x/b',
      '404 path-unknown',
    ],
    ['a Prefix by its own type whatever the annotation', 'Prefix /app', 'begin', '/app1', '404 path-unknown'],
  ])('%s', (_, stated, type, target, expected) => {
    const annotations = type === undefined ? {} : { [`${prefix}/path-type`]: type };
    expect(
      answer({ web: { annotations, rules: { 'a.com': [`${stated} a:80`] } } }, `http://a.com${target}`),
    ).toBe(expected);
  });

  test('nothing with an expression that cannot be run: what takes the request is not known', () => {
    const annotations = { [`${prefix}/path-type`]: 'regex' };
    const spec = { annotations, rules: { 'a.com': ['ImplementationSpecific /(?=app) a:80'] } };
    expect(answer({ web: spec }, 'http://a.com/app')).toBe('unknown regex-not-supported');
  });

  test('paths as the ConfigMap says where no annotation does', () => {
    expect(
      answer(
        web('ImplementationSpecific /app a:80'),
        'http://a.com/app1',
        haproxy({ 'path-type': 'prefix' }),
      ),
    ).toBe('404 path-unknown');
  });
});

describe('HAProxy Ingress tries', () => {
  test.each<[string, readonly string[], string, string]>([
    [
      'the longest path first, whatever its type',
      ['Exact /dir a:80', 'ImplementationSpecific /dir/sub b:80', 'Prefix / c:80'],
      '/dir/sub',
      'shop/b:80 /dir/sub',
    ],
    [
      'an exact path before a prefix of the same text',
      ['Prefix /dir a:80', 'Exact /dir b:80'],
      '/dir',
      'shop/b:80 /dir',
    ],
    [
      'a prefix before letters of the same text',
      ['ImplementationSpecific /dir a:80', 'Prefix /dir b:80'],
      '/dir',
      'shop/b:80 /dir',
    ],
  ])('%s', (_, paths, target, expected) => {
    expect(answer(web(...paths), `http://a.com${target}`)).toBe(expected);
  });

  test('expressions last', () => {
    const pattern = {
      annotations: { [`${prefix}/path-type`]: 'regex' },
      rules: { 'a.com': ['ImplementationSpecific /dir/long.* a:80'] },
    };
    expect(answer({ pattern, web: { rules: { 'a.com': ['Prefix / b:80'] } } }, 'http://a.com/dir/long')).toBe(
      'shop/b:80 /dir/long',
    );
  });
});

describe('where no path of a host matches, HAProxy Ingress', () => {
  const spec = {
    web: {
      rules: {
        'my.domain.com': ['Prefix /a a:80'],
        '*.domain.com': ['Prefix /b b:80'],
        '': ['Prefix / c:80'],
      },
    },
  };

  test.each([
    ['/a', 'shop/a:80 /a'],
    ['/b', 'shop/b:80 /b'],
    ['/c', 'shop/c:80 /c'],
  ])('asks the wildcard, then every host: %s', (target, expected) => {
    expect(answer(spec, `http://my.domain.com${target}`)).toBe(expected);
  });

  test('asks nobody with strict-host', () => {
    const strict = haproxy({ 'strict-host': 'true' });
    expect(answer(spec, 'http://my.domain.com/b', strict)).toBe('404 path-unknown');
    const cluster = ingressCluster(...all, ingress('shop/web', spec.web));
    const rejected = ingressController(cluster, strict).rejected(request('http://my.domain.com/b'));
    expect(rejected.map(({ code }) => code)).toEqual([
      'path-differs',
      'host-less-precise',
      'host-less-precise',
    ]);
  });
});

test('HAProxy Ingress tries a short path of the host before a long one of a wildcard', () => {
  const spec = {
    web: { rules: { '*.domain.com': ['Prefix /long b:80'], 'my.domain.com': ['Prefix / a:80'] } },
  };
  expect(answer(spec, 'http://my.domain.com/long')).toBe('shop/a:80 /long');
});

test.each([
  ['a.example.com', 'shop/a:80 /'],
  ['a.b.example.com', '404 host-unknown'],
])('HAProxy Ingress takes a wildcard host for one label: %s', (host, expected) => {
  expect(answer({ web: { rules: { '*.example.com': ['Prefix / a:80'] } } }, `http://${host}/`)).toBe(
    expected,
  );
});

test('of the same host and path twice HAProxy Ingress takes the oldest Ingress', () => {
  const old = { rules: { 'a.com': ['Prefix / a:80'] }, hour: 1 };
  const young = { rules: { 'a.com': ['Prefix / b:80'] }, hour: 2 };
  expect(answer({ a: young, b: old }, 'http://a.com/')).toBe('shop/a:80 /');
});

test('HAProxy Ingress sends what no path takes to the first defaultBackend, of an Ingress with rules too', () => {
  const ingresses = {
    one: { defaultBackend: 'b:80', rules: { 'a.com': ['Exact /x a:80'] }, hour: 1 },
    two: { defaultBackend: 'c:80', hour: 2 },
  };
  expect(answer(ingresses, 'http://a.com/y')).toBe('shop/b:80 /y');
  expect(answer(ingresses, 'http://other.com/')).toBe('shop/b:80 /');
  expect(answer(web('Exact /x a:80'), 'http://other.com/')).toBe('404 host-unknown');
});

describe('HAProxy Ingress', () => {
  const empty = service('shop/empty', { ports: [{ name: 'http', port: 80 }] });

  test.each([
    ['leaves out a path to a Service that is missing', 'none:80', '404 backend-service-missing'],
    ['leaves out a path to a port that is missing', 'a:81', '404 backend-port-missing'],
    ['leaves out a path to a resource', 'resource', '404 backend-is-resource'],
    ['answers 503 for a Service without endpoints', 'empty:80', '503 backend-without-endpoints'],
  ])('%s', (_, to, expected) => {
    const cluster = ingressCluster(
      ...all,
      empty,
      ingress('shop/web', { rules: { 'a.com': [`Prefix / ${to}`] } }),
    );
    expect(inShort(ask(cluster, haproxy(), 'http://a.com/'))).toBe(expected);
  });
});

describe('HAProxy Ingress sends plain HTTP to HTTPS', () => {
  const tls = [{ hosts: ['a.com'], secretName: 'tls' }];
  const paths = ['Prefix / a:80'];

  test.each<[string, IngressSpec, Readonly<Record<string, string>> | undefined, string, string]>([
    [
      'where the host has TLS',
      { tls, rules: { 'a.com': paths } },
      undefined,
      'http://a.com/x?y',
      '302 https://a.com/x?y',
    ],
    [
      'where a section without hosts is of its Ingress',
      { tls: [{ secretName: 'tls' }], rules: { 'a.com': paths } },
      undefined,
      'http://a.com/',
      '302 https://a.com/',
    ],
    ['not for another host', { tls, rules: { 'b.com': paths } }, undefined, 'http://b.com/', 'shop/a:80 /'],
    [
      'not where ssl-redirect is false',
      { tls, annotations: { [`${prefix}/ssl-redirect`]: 'false' }, rules: { 'a.com': paths } },
      undefined,
      'http://a.com/',
      'shop/a:80 /',
    ],
    [
      'not where the ConfigMap says false',
      { tls, rules: { 'a.com': paths } },
      { 'ssl-redirect': 'false' },
      'http://a.com/',
      'shop/a:80 /',
    ],
    [
      'with the code of the ConfigMap',
      { tls, rules: { 'a.com': paths } },
      { 'ssl-redirect-code': '308' },
      'http://a.com/',
      '308 https://a.com/',
    ],
    [
      'not for challenges of certificates',
      { tls, rules: { 'a.com': paths } },
      undefined,
      'http://a.com/.well-known/acme-challenge/t',
      'shop/a:80 /.well-known/acme-challenge/t',
    ],
    [
      'not for what came by TLS',
      { tls, rules: { 'a.com': paths } },
      undefined,
      'https://a.com/',
      'shop/a:80 /',
    ],
  ])('%s', (_, spec, data, url, expected) => {
    expect(answer({ web: spec }, url, haproxy(data))).toBe(expected);
  });
});

describe('HAProxy Ingress replaces the path of a rule and keeps the rest', () => {
  test.each([
    ['/abc', '/', '/abc', '/'],
    ['/abc', '/', '/abc/', '/'],
    ['/abc', '/', '/abc/x?y', '/x?y'],
    ['/abc', '/y', '/abc', '/y'],
    ['/abc', '/y', '/abc/', '/y/'],
    ['/abc', '/y', '/abc/x', '/y/x'],
    ['/abc/', '/', '/abc/x', '/x'],
  ])('%s with %s makes of %s %s', (path, target, asked, expected) => {
    const annotations = { [`ingress.kubernetes.io/rewrite-target`]: target };
    const spec = { annotations, rules: { 'a.com': [`ImplementationSpecific ${path} a:80`] } };
    expect(answer({ web: spec }, `http://a.com${asked}`)).toBe(`shop/a:80 ${expected}`);
  });
});

describe('HAProxy Ingress takes an Ingress', () => {
  test.each<[string, IngressSpec, Readonly<Record<string, string>>, boolean]>([
    ['of its class', { className: 'mine' }, {}, true],
    ['with the annotation', { annotations: { 'kubernetes.io/ingress.class': 'haproxy' } }, {}, true],
    ['not without class', {}, {}, false],
    ['without class where it is told so', {}, without, true],
    ['not of another class', { className: 'other' }, {}, false],
  ])('%s', (_, spec, flags, isTaken) => {
    const cluster = ingressCluster(
      ...all,
      ingressClass('mine', 'haproxy-ingress.github.io/controller'),
      ingressClass('other', 'acme.io/other'),
      ingress('shop/web', { ...spec, rules: { 'a.com': ['Prefix / a:80'] } }),
    );
    const decision = ask(cluster, haproxyIngressProfile({ flags }), 'http://a.com/');
    expect(inShort(decision).startsWith('shop/a')).toBe(isTaken);
  });
});

test('HAProxy Ingress is modelled by its documentation, and what it is told beyond that is named', () => {
  const annotations = { [`${prefix}/auth-url`]: 'http://x', [`${prefix}/path-type`]: 'begin' };
  const cluster = ingressCluster(
    ...all,
    ingress('shop/web', { annotations, rules: { 'a.com': ['Prefix / a:80'] } }),
  );
  const decision = ask(cluster, haproxy({ 'path-type-order': 'regex,exact,prefix,begin' }), 'http://a.com/');
  expect(assumed(decision)).toEqual([
    'controller-by-documentation',
    'config-map-key-not-modelled',
    'annotation-not-modelled',
  ]);
  expect(decision.assumptions[2]?.path).toBe(`metadata.annotations[${prefix}/auth-url]`);
});
