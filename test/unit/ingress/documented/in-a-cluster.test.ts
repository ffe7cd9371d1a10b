import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';
import { controllersOf } from '../../../../packages/core/src/controller/controllers.js';
import { explainTrace } from '../../../../packages/core/src/explain/explain-hop.js';
import { traceRequest } from '../../../../packages/core/src/pipeline/trace-request.js';
import { cloud } from '../../../../packages/core/src/provider/cloud.js';
import type { Trace } from '../../../../packages/core/src/trace/trace.js';
import { ingress, ingressClass } from '../../../objects/ingress.js';

function pod(name: string, container: object): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', labels: { app: name } },
    spec: { containers: [{ name: 'c', image: 'c', ports: [{ containerPort: 8080 }], ...container }] },
  };
}

function service(name: string, type: string, ports: readonly object[]): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop' },
    spec: { type, selector: { app: name }, ports },
  };
}

/** A cluster with a controller behind a load balancer, two applications, and an Ingress for both. */
function clusterWith(container: object, controllerClass: string, ...more: readonly unknown[]): Cluster {
  const rules = {
    'a.example.com': ['Prefix /foo one:80', 'Exact /only two:80', 'Prefix /gone none:80'],
    '*.example.com': ['Prefix / two:80'],
  };
  return createCluster(
    [
      pod('edge', container),
      service('edge', 'LoadBalancer', [{ name: 'web', port: 80, targetPort: 8000 }]),
      pod('one', {}),
      service('one', 'ClusterIP', [{ port: 80, targetPort: 8080 }]),
      pod('two', {}),
      service('two', 'ClusterIP', [{ port: 80, targetPort: 8080 }]),
      ingressClass('edge', controllerClass),
      ingress('shop/web', { className: 'edge', rules }),
      ...more,
    ],
    { platform: cloud() },
  );
}

const traefik = {
  image: 'docker.io/traefik:v3.7.1',
  args: ['--providers.kubernetesIngress', '--entryPoints.web.address=:8000/tcp'],
  ports: [{ name: 'web', containerPort: 8000 }],
};
const haproxy = {
  image: 'quay.io/jcmoraisjr/haproxy-ingress:v0.14.6',
  args: ['--configmap=shop/settings'],
  ports: [{ name: 'http', containerPort: 8000 }],
};

function ask(cluster: Cluster, path: string): Trace {
  const [address = ''] = cluster.infrastructure[0]?.addresses ?? [];
  return traceRequest(cluster, { url: `http://a.example.com${path}`, address });
}

function reached({ hops, outcome }: Trace): string {
  const last = hops.at(-1);
  const status = outcome.kind === 'response' ? outcome.status : outcome.kind;
  return `${last?.stage === 'pod' && last.pod !== undefined ? last.pod.name : last?.stage} ${status}`;
}

describe.each([
  ['Traefik', clusterWith(traefik, 'traefik.io/ingress-controller'), 'traefik', '3.7.1'],
  [
    'HAProxy Ingress',
    clusterWith(haproxy, 'haproxy-ingress.github.io/controller'),
    'haproxy-ingress',
    '0.14.6',
  ],
])('%s', (_, cluster, dialect, version) => {
  test('is recognised by its image and serves the IngressClass of its controller', () => {
    expect(controllersOf(cluster).map(({ profile }) => profile)).toMatchObject([{ dialect, version }]);
    expect(reached(ask(cluster, '/foo/x'))).toBe('one 200');
  });

  test('asks the wildcard host, and each trace says once that documentation is what it is taken from', () => {
    const trace = ask(cluster, '/only/x');
    expect(reached(trace)).toBe('two 200');
    expect(trace.assumptions.filter(({ code }) => code === 'controller-by-documentation')).toHaveLength(1);
  });

  test('tells in an explanation why the other paths did not take the request', () => {
    const trace = ask(cluster, '/foo');
    const hop = explainTrace(cluster, trace).hops.find(({ stage }) => stage === 'ingress');
    const routes = hop?.rejected.filter(({ route }) => route !== undefined);
    expect(routes?.map(({ path, code }) => [path, code])).toEqual([
      ['spec.rules[0].http.paths[1]', 'path-differs'],
      ['spec.rules[0].http.paths[2]', 'path-differs'],
      ['spec.rules[1].http.paths[0]', 'rule-tried-earlier'],
    ]);
  });
});

test('a ConfigMap that a flag names is what HAProxy Ingress goes by', () => {
  const settings = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace: 'shop' },
    data: { 'strict-host': 'true' },
  };
  const strict = clusterWith(haproxy, 'haproxy-ingress.github.io/controller', settings);
  expect(reached(ask(strict, '/only/x'))).toBe('ingress 404');
});

test('Traefik that reads Ingresses as ingress-nginx would is not taken for one that reads them as its own', () => {
  const args = ['--providers.kubernetesIngressNGINX'];
  expect(controllersOf(clusterWith({ ...traefik, args }, 'traefik.io/ingress-controller'))).toEqual([]);
});
