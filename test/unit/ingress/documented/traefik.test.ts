import { describe, expect, test } from 'vitest';
import type { ControllerProfile } from '../../../../packages/core/src/controller/profile.js';
import { ingressController } from '../../../../packages/core/src/ingress/controller.js';
import { ingress, ingressClass, type IngressSpec } from '../../../objects/ingress.js';
import { service } from '../../../objects/service.js';
import { ask, assumed, ingressCluster, inShort, request } from '../asking.js';
import { all, answer, prefix, traefik, web } from './asking-traefik.js';

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
    ['not at all with another word', 'Glob', '/foo', '404 ingress-dropped'],
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

/** Why a path with an annotation does not take a request. */
function causeOf(annotation: string, value: string, url = 'http://a.com/foo'): unknown {
  const annotations = { [`${prefix}/${annotation}`]: value };
  const spec = { annotations, rules: { 'a.com': ['ImplementationSpecific /foo a:80'] } };
  const cluster = ingressCluster(...all, ingress('shop/web', spec));
  const points = { 'entryPoints.web.address': ':80', 'entryPoints.websecure.address': ':443' };
  const { result } = ask(cluster, traefik(points), url);
  return result.kind === 'response' ? result.cause : result.kind;
}

describe('Traefik without a path for a request says', () => {
  test.each<[string, string, string, string | undefined, object]>([
    [
      'that a priority is no number',
      'router.priority',
      'abc',
      undefined,
      { code: 'ingress-dropped', message: expect.stringContaining('"abc", which is no number') as string },
    ],
    [
      'that nothing compares paths so',
      'router.pathmatcher',
      'Glob',
      undefined,
      {
        code: 'ingress-dropped',
        message: expect.stringContaining('"Glob", which Traefik does not know') as string,
      },
    ],
    [
      'that the path is for another entry point',
      'router.entrypoints',
      'websecure',
      undefined,
      { code: 'route-of-other-port', message: expect.stringContaining('entry point websecure') as string },
    ],
    [
      'that the path is for TLS',
      'router.tls',
      'true',
      undefined,
      { code: 'route-of-other-port', message: expect.stringContaining('for TLS alone') as string },
    ],
    [
      'that the path is not for TLS',
      'router.priority',
      '7',
      'https://a.com/foo',
      { code: 'route-of-other-port', path: 'metadata.annotations' },
    ],
    ['nothing of it for another path', 'router.priority', 'abc', 'http://a.com/x', { code: 'host-unknown' }],
  ])('%s', (_, annotation, value, url, cause) => {
    expect(causeOf(annotation, value, url)).toMatchObject(cause);
  });
});

test('Traefik tells that the priority decided, of whichever host', () => {
  const spec = {
    web: { rules: { 'a.example.com': ['Prefix /foo a:80'], '*.example.com': ['Prefix / b:80'] } },
  };
  const stated = Object.entries(spec).map(([name, each]) => ingress(`shop/${name}`, each));
  const decision = ask(ingressCluster(...all, ...stated), traefik({}, '3.6.2'), 'http://a.example.com/foo');
  expect(decision.rule).toMatchObject({ id: 'ingress-router-priority', path: 'spec.rules[1].http.paths[0]' });
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

function on(flag: string): ControllerProfile {
  return traefik({ [`providers.kubernetesingress.${flag}`]: 'true' });
}

describe('Traefik leaves out a path', () => {
  const empty = service('shop/empty', { ports: [{ name: 'http', port: 80 }] });
  const name = service('shop/name', {
    type: 'ExternalName',
    externalName: 'db.example.net',
    ports: [{ port: 80 }],
  });

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
