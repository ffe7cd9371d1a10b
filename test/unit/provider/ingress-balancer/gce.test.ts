import { describe, expect, test } from 'vitest';
import type { LoadBalancer } from '../../../../packages/core/src/cluster/infrastructure.js';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';
import { unclaimedReason } from '../../../../packages/core/src/controller/unclaimed.js';
import { gcp } from '../../../../packages/core/src/provider/gcp.js';
import {
  classAnnotation,
  clusterOf,
  config,
  ingress,
  only,
  path,
  secret,
  service,
  type Stated,
} from './gce-objects.js';

function rulesOf({ listeners }: LoadBalancer): readonly string[] {
  return (listeners[0]?.routing?.rules ?? []).map(({ conditions, action }) =>
    [
      ...conditions.flatMap((each) => each.values.map(String)),
      ...(action.kind === 'forward' ? [] : ['404']),
    ].join(' '),
  );
}

describe('which Ingresses GKE serves', () => {
  test.each<[string, Stated, LoadBalancer['product'] | undefined]>([
    ['without class', {}, 'external-alb'],
    ['with an empty annotation', { annotations: { [classAnnotation]: '' } }, 'external-alb'],
    ['of class gce', { annotations: { [classAnnotation]: 'gce' } }, 'external-alb'],
    ['of class gce-internal', { annotations: { [classAnnotation]: 'gce-internal' } }, 'internal-alb'],
    [
      'of class gce-regional-external',
      { annotations: { [classAnnotation]: 'gce-regional-external' } },
      'regional-external-alb',
    ],
    ['of another class', { annotations: { [classAnnotation]: 'nginx' } }, undefined],
    ['with spec.ingressClassName', { spec: { ingressClassName: 'gce' } }, undefined],
  ])('%s', (_, stated, product) => {
    const { infrastructure } = clusterOf(service(), ingress(stated));
    expect(infrastructure.map((balancer) => balancer.product)).toEqual(
      product === undefined ? [] : [product],
    );
  });

  test('who names the class in spec.ingressClassName is told of the annotation', () => {
    const cluster = clusterOf(service(), ingress({ spec: { ingressClassName: 'gce' } }));
    const [found] = cluster.list('Ingress');
    expect(found && unclaimedReason(cluster, found)).toMatchObject({
      code: 'ingress-class-not-found',
      fix: expect.stringContaining('kubernetes.io/ingress.class: gce') as string,
    });
  });

  test('each has a load balancer of its own, told by address', () => {
    const other = { ...(ingress() as object), metadata: { name: 'other', namespace: 'default' } };
    const cluster = clusterOf(service(), ingress(), other);
    expect(cluster.infrastructure.map(({ id }) => id)).toEqual([
      'ingress/default/other',
      'ingress/default/web',
    ]);
    expect(cluster.list('Ingress').map(({ status }) => status.loadBalancer.ingress)).toEqual(
      cluster.infrastructure.map(({ addresses: [ip] }) => [{ ip }]),
    );
  });

  test('an address that the status tells is kept', () => {
    const stated = {
      ...(ingress() as object),
      status: { loadBalancer: { ingress: [{ ip: '198.51.100.200' }] } },
    };
    expect(only(clusterOf(service(), stated)).addresses).toEqual(['198.51.100.200']);
  });

  test('nobody serves it where the platform says so', () => {
    const { loadBalancers } = gcp();
    const controllers = loadBalancers?.controllers.filter(({ name }) => name !== 'gce-ingress') ?? [];
    const platform = gcp({ loadBalancers: loadBalancers && { ...loadBalancers, controllers } });
    expect(createCluster([service(), ingress()], { platform }).infrastructure).toEqual([]);
  });
});

describe('the URL map', () => {
  test.each<[string, readonly object[], readonly string[]]>([
    ['a prefix is two paths', [path('/foo')], ['/foo/*', '/foo']],
    ['a prefix with a final slash is the same two', [path('/foo/')], ['/foo/*', '/foo']],
    ['the root is one', [path('/')], ['/*']],
    ['an exact path is itself', [path('/foo', 'Exact')], ['/foo']],
    ['ImplementationSpecific is the text as it is', [path('/a/*', 'ImplementationSpecific')], ['/a/*']],
    ['an empty path is every path', [path('', 'ImplementationSpecific')], ['/*']],
    [
      'an exact path before a prefix of the same length',
      [path('/a'), path('/a/', 'Exact')],
      ['/a/', '/a/*', '/a'],
    ],
    ['the longest comes first', [path('/', 'Prefix'), path('/a/b', 'Exact')], ['/a/b', '/*']],
  ])('%s', (_, paths, expected) => {
    expect(rulesOf(only(clusterOf(service(), ingress({ paths }))))).toEqual([
      ...expected.map((text) => `a.example.com ${text}`),
      'a.example.com 404',
    ]);
  });

  test('of two equal paths the later one counts', () => {
    const paths = [path('/x', 'Exact'), path('/x', 'Exact')];
    const { listeners } = only(clusterOf(service(), ingress({ paths })));
    expect(listeners[0]?.routing?.rules.map((rule) => rule.path)).toEqual([
      'spec.rules[0].http.paths[1]',
      'spec.rules',
    ]);
  });

  test('a host that is stated again replaces the rules before', () => {
    const spec = {
      rules: ['/one', '/two'].map((text) => ({
        host: 'a.example.com',
        http: { paths: [path(text, 'Exact')] },
      })),
    };
    expect(rulesOf(only(clusterOf(service(), ingress({ spec }))))).toEqual([
      'a.example.com /two',
      'a.example.com 404',
    ]);
  });

  test('exact hosts come before wildcards, the longest of these first, and every host last', () => {
    const hosts = ['', '*.example.com', '*.b.example.com', 'a.example.com'];
    const rules = hosts.map((host) => ({ ...(host && { host }), http: { paths: [path('/x', 'Exact')] } }));
    expect(rulesOf(only(clusterOf(service(), ingress({ spec: { rules } }))))).toEqual([
      'a.example.com /x',
      'a.example.com 404',
      '*.b.example.com /x',
      '*.b.example.com 404',
      '*.example.com /x',
      '*.example.com 404',
      '/x',
    ]);
  });
});

describe('ports', () => {
  const tls = { tls: [{ secretName: 'tls' }] };
  const off = { 'kubernetes.io/ingress.allow-http': 'false' };

  test.each<[string, Stated, readonly number[]]>([
    ['80 alone', {}, [80]],
    ['443 too with a Secret', { spec: tls }, [80, 443]],
    [
      '443 too with a certificate of Google Cloud',
      { annotations: { 'ingress.gcp.kubernetes.io/pre-shared-cert': 'a' } },
      [80, 443],
    ],
    [
      '443 too with a managed one',
      { annotations: { 'networking.gke.io/managed-certificates': 'a' } },
      [80, 443],
    ],
    ['443 alone where HTTP is switched off', { spec: tls, annotations: off }, [443]],
    [
      '80 where the annotation is no false of Go',
      { annotations: { 'kubernetes.io/ingress.allow-http': 'no' } },
      [80],
    ],
  ])('%s', (_, stated, expected) => {
    const { listeners } = only(clusterOf(service(), secret, ingress(stated)));
    expect(listeners.map(({ port }) => port)).toEqual(expected);
  });
});

describe('an Ingress that is not synced', () => {
  test.each<[string, readonly unknown[], string]>([
    [
      'a Service that is missing',
      [ingress({ paths: [path('/a'), path('/', 'Prefix', 'none')] })],
      'spec.rules[0].http.paths[1].backend.service.name',
    ],
    [
      'a default backend that is missing',
      [ingress({ spec: { defaultBackend: { service: { name: 'none', port: { number: 80 } } } } })],
      'spec.defaultBackend.service.name',
    ],
    ['a Service without node port', [service('ClusterIP'), ingress()], 'spec.type'],
    [
      'a resource for backend',
      [
        ingress({
          paths: [
            {
              path: '/',
              pathType: 'Prefix',
              backend: { resource: { apiGroup: 'a.b', kind: 'C', name: 'd' } },
            },
          ],
        }),
      ],
      'spec.rules[0].http.paths[0].backend.resource',
    ],
    ['a star in a prefix', [ingress({ paths: [path('/a*')] })], 'spec.rules[0].http.paths[0].path'],
    [
      'a star in an exact path',
      [ingress({ paths: [path('/a*', 'Exact')] })],
      'spec.rules[0].http.paths[0].path',
    ],
    [
      'a star in the middle',
      [ingress({ paths: [path('/a/*/b', 'ImplementationSpecific')] })],
      'spec.rules[0].http.paths[0].path',
    ],
    ['a query in a path', [ingress({ paths: [path('/a?b', 'Exact')] })], 'spec.rules[0].http.paths[0].path'],
    [
      'a Secret that is missing',
      [ingress({ spec: { tls: [{ secretName: 'none' }] } })],
      'spec.tls[0].secretName',
    ],
    [
      'no port left',
      [ingress({ annotations: { 'kubernetes.io/ingress.allow-http': 'false' } })],
      'metadata.annotations[kubernetes.io/ingress.allow-http]',
    ],
    [
      'HTTP and HTTPS of an internal one without static address',
      [
        ingress({
          annotations: { [classAnnotation]: 'gce-internal' },
          spec: { tls: [{ secretName: 'tls' }] },
        }),
      ],
      'metadata.annotations[kubernetes.io/ingress.allow-http]',
    ],
    [
      'a BackendConfig that is missing',
      [service('NodePort', { 'cloud.google.com/backend-config': '{"default": "none"}' }), ingress()],
      'metadata.annotations[cloud.google.com/backend-config]',
    ],
    [
      'a protocol that is none',
      [service('NodePort', { 'cloud.google.com/app-protocols': '{"http": "FTP"}' }), ingress()],
      'metadata.annotations[cloud.google.com/app-protocols]',
    ],
  ])('for %s has nothing, and that is said', (_, objects, field) => {
    const { infrastructure, problems } = clusterOf(service(), secret, ...objects);
    expect(infrastructure).toEqual([]);
    expect(problems.map(({ code, path: at }) => [code, at])).toContainEqual([
      'ingress-load-balancer-refused',
      field,
    ]);
  });

  test('leaves the load balancer as it was, until the fault is gone', () => {
    const before = clusterOf(service(), ingress());
    const broken = before.apply(ingress({ paths: [path('/a'), path('/', 'Prefix', 'none')] }));
    expect(broken.infrastructure).toEqual([
      { ...only(before), outdated: 'Service default/none does not exist' },
    ]);
    const mended = broken.apply(ingress({ paths: [path('/a')] }));
    expect(only(mended)).not.toHaveProperty('outdated');
    expect(rulesOf(only(mended))).toContain('a.example.com /a');
    expect(broken.delete({ kind: 'Ingress', namespace: 'default', name: 'web' }).infrastructure).toEqual([]);
  });
});

describe('what is not followed', () => {
  test.each<[string, readonly unknown[], string, string]>([
    [
      'an annotation of the Ingress',
      [ingress({ annotations: { 'networking.gke.io/internal-load-balancer-subnet': 'a' } })],
      'Ingress',
      'metadata.annotations[networking.gke.io/internal-load-balancer-subnet]',
    ],
    [
      'an annotation of its Service',
      [service('NodePort', { 'networking.gke.io/max-rate-per-endpoint': '5' }), ingress()],
      'Service',
      'metadata.annotations[networking.gke.io/max-rate-per-endpoint]',
    ],
    [
      'a FrontendConfig that is missing',
      [ingress({ annotations: { 'networking.gke.io/v1beta1.FrontendConfig': 'none' } })],
      'Ingress',
      'metadata.annotations[networking.gke.io/v1beta1.FrontendConfig]',
    ],
    [
      'a field of its BackendConfig',
      [
        service('NodePort', { 'beta.cloud.google.com/backend-config': '{"default": "config"}' }),
        config('BackendConfig', { cdn: { enabled: true } }),
        ingress(),
      ],
      'BackendConfig',
      'spec.cdn',
    ],
  ])('%s is named', (_, objects, kind, field) => {
    const { problems } = clusterOf(...(kind === 'Ingress' ? [service()] : []), ...objects);
    expect(problems).toEqual([
      expect.objectContaining({
        code: 'annotation-not-modelled',
        path: field,
        object: expect.objectContaining({ kind }) as object,
      }),
    ]);
  });
});
