import { describe, expect, test } from 'vitest';
import { createCluster } from '../../../../../packages/core/src/control/create-cluster.js';
import { aws } from '../../../../../packages/core/src/provider/aws.js';
import { gcp } from '../../../../../packages/core/src/provider/gcp.js';
import { ingress, ingressClass } from '../../../../objects/ingress.js';
import { barePod } from '../../../../objects/workload.js';
import { clusterOf, found } from './site.js';

const code = 'rule-never-matches';
const host = 'shop.example.com';
const third = 'spec.rules[0].http.paths[2]';

/** What serves the class `nginx` in place of ingress-nginx. */
function controller(image: string, name: string, ...args: readonly string[]): readonly unknown[] {
  return [
    ingressClass('nginx', name),
    barePod('ingress/c', { pod: { containers: [{ name: 'controller', image, args }] } }),
  ];
}

const traefik = controller(
  'traefik:v3.5.0',
  'traefik.io/ingress-controller',
  '--providers.kubernetesingress',
);
const haproxy = controller(
  'quay.io/jcmoraisjr/haproxy-ingress:v0.15.0',
  'haproxy-ingress.github.io/controller',
);
const other = controller('acme/ingress:1', 'acme.io/ingress', '--controller=acme.io/ingress');

/** The fields and reasons of rules that never match, of one Ingress with these paths. */
function neverIn(
  controllers: readonly unknown[],
  paths: readonly string[],
  spec: { readonly annotations?: Readonly<Record<string, string>> } = {},
): readonly string[] {
  return never(clusterOf({ 'shop/all': { rules: { [host]: paths }, ...spec } }, undefined, controllers));
}

function never(cluster: ReturnType<typeof clusterOf>): readonly string[] {
  return found(cluster).flatMap((finding) =>
    finding.code === code ? [`${finding.path}:${finding.message.split(':').slice(1).join(':')}`] : [],
  );
}

describe('rule-never-matches', () => {
  test('of two routers of Traefik the one with the longer rule, though it is the Prefix', () => {
    expect(neverIn(traefik, ['Prefix / a:80', 'Prefix /a a:80', 'Exact /a b:80'])).toEqual([
      `${third}.path: Prefix /a of Ingress shop/all is for the same host and path, and comes first.`,
    ]);
  });

  test('not what Traefik says nothing of', () => {
    expect(neverIn(traefik, ['Prefix /a a:80', 'Prefix /a b:80'])).toEqual([]);
    const router = { 'traefik.ingress.kubernetes.io/router.rulesyntax': 'v2' };
    expect(neverIn(traefik, ['Prefix /a a:80', 'Exact /a b:80'], { annotations: router })).toEqual([]);
  });

  test('not what Traefik takes at another port or with TLS alone', () => {
    const cluster = clusterOf(
      {
        'shop/all': { rules: { [host]: ['Exact /a a:80'] } },
        'shop/tls': {
          rules: { [host]: ['Prefix /a b:80'] },
          annotations: { 'traefik.ingress.kubernetes.io/router.tls': 'true' },
        },
      },
      undefined,
      traefik,
    );
    expect(never(cluster)).toEqual([]);
  });

  test('of two rules of HAProxy Ingress with one path the first', () => {
    expect(neverIn(haproxy, ['Prefix / a:80', 'Prefix /a a:80', 'Prefix /a b:80'])).toEqual([
      `${third}.path: Prefix /a of Ingress shop/all is for the same host and path, and comes first.`,
    ]);
  });

  test('of two rules of the specification with one path the first', () => {
    expect(neverIn(other, ['Prefix / a:80', 'Prefix /a a:80', 'Prefix /a b:80'])).toEqual([
      `${third}.path: Prefix /a of Ingress shop/all is for the same host and path, and comes first.`,
    ]);
  });

  test('not where a controller that is not modelled may know better', () => {
    const annotations = { 'konghq.com/methods': 'GET' };
    expect(neverIn(other, ['Prefix /a a:80', 'Prefix /a b:80'], { annotations })).toEqual([]);
    expect(neverIn(other, ['ImplementationSpecific /a a:80', 'Prefix /a b:80'])).toEqual([]);
    const ingresses = {
      'shop/a': { rules: { [host]: ['Prefix / a:80'] }, annotations },
      'shop/b': { rules: { [host]: ['Prefix / b:80'] } },
    };
    expect(never(clusterOf(ingresses, undefined, other))).toEqual([]);
  });

  test.each([
    ['the specification', other],
    ['Traefik', traefik],
  ])('a query in the path, for %s', (_, controllers) => {
    expect(neverIn(controllers, ['Prefix / a:80', 'Prefix /a a:80', 'Prefix /search?q= b:80'])).toEqual([
      `${third}.path: paths are compared without the query, which begins with the question mark.`,
    ]);
  });

  test('a fragment in the path', () => {
    expect(neverIn(other, ['Prefix / a:80', 'Prefix /a a:80', 'Exact /#/cart b:80'])).toEqual([
      `${third}.path: clients send nothing of what stands behind #.`,
    ]);
  });

  test('of the rules of an ALB the first whose conditions hold', () => {
    const alb = {
      className: 'alb',
      annotations: {
        'alb.ingress.kubernetes.io/target-type': 'ip',
        'alb.ingress.kubernetes.io/conditions.b':
          '[{"field":"http-header","httpHeaderConfig":{"httpHeaderName":"x","values":["1"]}}]',
      },
    };
    const cluster = (wide: string) => {
      const paths = [`ImplementationSpecific /* ${wide}:80`, 'ImplementationSpecific /a/* c:80'];
      return clusterOf({ 'shop/all': { ...alb, rules: { [host]: paths } } }, aws(), [
        ingressClass('alb', 'ingress.k8s.aws/alb'),
      ]);
    };
    const second = 'spec.rules[0].http.paths[1]';
    const taker = 'ImplementationSpecific /* of Ingress shop/all takes what it is written for.';
    expect(never(cluster('a'))).toEqual([`${second}.path: ${taker}`]);
    // The first rule asks for a header too.
    expect(never(cluster('b'))).toEqual([]);
  });

  test('in a URL map of GKE a rule takes the place of one before for the same host', () => {
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { namespace: 'shop', name: 'a' } };
    const ports = [{ port: 80 }];
    const { spec, ...named } = ingress('shop/all', {
      annotations: { 'kubernetes.io/ingress.class': 'gce' },
      rules: { [host]: ['Prefix /a a:80'], 'other.example.com': ['Prefix /b a:80'] },
    });
    const rules = spec.rules.map((rule) => ({ ...rule, host }));
    const objects = [
      { ...service, spec: { type: 'NodePort', ports } },
      { ...named, spec: { rules } },
    ];
    expect(never(createCluster(objects, { platform: gcp() }))).toEqual([
      'spec.rules[0].http.paths[0].path: a rule further on is for the same host, and takes its place.',
    ]);
  });
});
