import { describe, expect, test } from 'vitest';
import type { Distinctions } from '../../../../packages/core/src/analysis/distinction/distinctions.js';
import { documentedDistinctions } from '../../../../packages/core/src/analysis/distinction/documented.js';
import { specDistinctions } from '../../../../packages/core/src/analysis/distinction/specification.js';
import { passes } from '../../../../packages/core/src/analysis/language/text-test.js';
import { specProfile } from '../../../../packages/core/src/controller/spec.js';
import type { Route } from '../../../../packages/core/src/ingress/documented/route.js';
import { traefik } from '../../../../packages/core/src/ingress/documented/traefik.js';
import type { IngressRequest } from '../../../../packages/core/src/ingress/request.js';
import { specTables } from '../../../../packages/core/src/ingress/spec/compile.js';
import { ingress, type IngressSpec } from '../../../objects/ingress.js';
import { backends, ingressCluster, request } from '../../ingress/asking.js';

const profile = specProfile({ takesWithoutClass: true });

function clusterOf(spec: IngressSpec): ReturnType<typeof ingressCluster> {
  return ingressCluster(...backends('shop/web'), ingress('shop/site', spec));
}

function bySpecification(spec: IngressSpec): Distinctions<IngressRequest> {
  return specDistinctions(specTables(clusterOf(spec), profile));
}

function routesOf(spec: IngressSpec): readonly Route[] {
  return traefik(clusterOf(spec), profile).routes;
}

const hosts: IngressSpec = {
  rules: { 'shop.test': ['Prefix /a web:80', 'Exact /b web:80'], '*.w.test': ['Prefix / web:80'] },
};

/** Which tests of the paths of a host are passed. */
function told({ pathsAt }: Distinctions<IngressRequest>, host: string, path: string): string {
  return pathsAt(host)
    .map((each) => Number(passes(each, path)))
    .join('');
}

/** Which tests of hosts are passed. */
function named({ hosts: tests }: Distinctions<IngressRequest>, host: string): string {
  return tests.map((each) => Number(passes(each, host))).join('');
}

describe.each<[string, Distinctions<IngressRequest>]>([
  ['the specification', bySpecification(hosts)],
  ['a controller of the documentation', documentedDistinctions(routesOf(hosts))],
])('%s', (_, found) => {
  test.each<[string, string, string]>([
    ['http://shop.test/a', 'shop.test', '/a'],
    ['http://SHOP.test.:80/a?b', 'shop.test', '/a'],
    ['http://shop.test/%61/../x', 'shop.test', '/%61/../x'],
  ])('%s: %s %s, as it is sent', (url, host, path) => {
    expect([found.hostOf(request(url)), found.pathOf(request(url))]).toEqual([host, path]);
    expect(found.paths).toBe('as-sent');
  });

  test('nothing ends early', () => {
    expect(found.early(request('http://shop.test/%'))).toBeUndefined();
  });

  test.each<[boolean, string, string, string]>([
    [true, 'shop.test', '/a', '/a/x'],
    [false, 'shop.test', '/a', '/'],
    [false, 'shop.test', '/b', '/'],
    [false, 'shop.test', '/b', '/b/'],
    [true, 'x.w.test', '/a', '/'],
    [true, 'nobody.test', '/a', '/'],
  ])('%s: %s%s is as %s', (expected, host, one, other) => {
    expect(told(found, host, one) === told(found, host, other)).toBe(expected);
  });

  test('hosts by their names, and one label for a star', () => {
    expect(named(found, 'x.w.test')).toBe(named(found, 'y.w.test'));
    expect(named(found, 'x.w.test')).not.toBe(named(found, 'nobody.test'));
    expect(named(found, 'x.y.w.test')).toBe(named(found, 'nobody.test'));
    expect(named(found, 'shop.test')).not.toBe(named(found, 'nobody.test'));
  });
});

test('redirects of GET are others: controllers of the documentation ask for the method', () => {
  const [asked] = documentedDistinctions(routesOf(hosts)).fieldsAt('shop.test', '/a');
  expect(asked?.answer(request('http://shop.test/a'))).toBe('GET');
  expect(asked?.answer(request('http://shop.test/a', { method: 'PUT' }))).toBe('others');
  expect(bySpecification(hosts).fieldsAt('shop.test', '/a')).toEqual([]);
});

test('paths that are left alone on every host', () => {
  const found = documentedDistinctions(routesOf(hosts), ['/.well-known']);
  expect(told(found, 'nobody.test', '/.well-known/x')).not.toBe(told(found, 'nobody.test', '/'));
});
