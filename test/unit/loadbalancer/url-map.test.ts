import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { traceAll } from '../../../packages/core/src/pipeline/trace-all.js';
import { traceRequest } from '../../../packages/core/src/pipeline/trace-request.js';
import { gcp } from '../../../packages/core/src/provider/gcp.js';
import type { LoadBalancerHop } from '../../../packages/core/src/trace/hop.js';
import type { Trace } from '../../../packages/core/src/trace/trace.js';
import { namedCertificate } from '../../objects/certificates.js';

const neg = { 'cloud.google.com/neg': '{"ingress": true}' };

function ingress(rules: readonly object[], more: { annotations?: object; spec?: object } = {}): unknown {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'default', annotations: more.annotations ?? {} },
    spec: { rules, ...more.spec },
  };
}

function rule(
  host: string,
  ...paths: readonly (readonly [text: string, type: string, to: string])[]
): object {
  return {
    ...(host && { host }),
    http: {
      paths: paths.map(([path, pathType, name]) => ({
        path,
        pathType,
        backend: { service: { name, port: { number: 80 } } },
      })),
    },
  };
}

function service(name: string, annotations: object = neg): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'default', annotations },
    spec: {
      type: 'NodePort',
      selector: { app: name },
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    },
  };
}

function pod(name: string): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', labels: { app: name } },
    spec: { containers: [{ name: 'c', image: 'c', ports: [{ containerPort: 8080 }] }] },
  };
}

function clusterOf(...objects: readonly unknown[]): Cluster {
  return createCluster(objects, { platform: gcp() });
}

function ask(cluster: Cluster, url: string, more: object = {}): Trace {
  const [address = ''] = cluster.infrastructure[0]?.addresses ?? [];
  return traceRequest(cluster, { url, address, ...more });
}

function balancerHop({ hops }: Trace): LoadBalancerHop | undefined {
  return hops.find((hop) => hop.stage === 'load-balancer');
}

function secret(crt: string): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'tls', namespace: 'default' },
    type: 'kubernetes.io/tls',
    data: { 'tls.crt': crt, 'tls.key': 'YQ==' },
  };
}

function messageWith(annotations: object): string {
  const cluster = clusterOf(ingress([rule('', ['/', 'Prefix', 'foo'])]), service('foo', annotations));
  return ask(cluster, 'http://a/').outcome.cause.message;
}

const names = ['root', 'foo', 'bar', 'star', 'any'];
const backends = names.flatMap((name) => [service(name), pod(name)]);

describe('where a URL map sends a request', () => {
  const cluster = clusterOf(
    ingress(
      [
        rule('a.example.com', ['/foo', 'Prefix', 'foo'], ['/foo/bar', 'Exact', 'bar']),
        rule('*.example.com', ['/', 'Prefix', 'star']),
        rule('', ['/any', 'Prefix', 'any']),
      ],
      { spec: { defaultBackend: { service: { name: 'root', port: { number: 80 } } } } },
    ),
    ...backends,
  );

  test.each([
    ['a prefix itself', 'a.example.com/foo', 'foo'],
    ['what is below a prefix', 'a.example.com/foo/x', 'foo'],
    ['an exact path in a prefix', 'a.example.com/foo/bar', 'bar'],
    ['nothing below an exact path', 'a.example.com/foo/bar/', 'foo'],
    ['a prefix by elements only', 'a.example.com/foobar', 'root'],
    ['paths with their case', 'a.example.com/FOO', 'root'],
    ['a host whose paths do not match: to no other host', 'a.example.com/any', 'root'],
    ['a wildcard host over several labels', 'x.y.example.com/foo', 'star'],
    ['hosts in either case', 'A.Example.com/foo', 'foo'],
    ['any other host', 'example.org/any/x', 'any'],
    ['what no path takes', 'example.org/', 'root'],
  ])('%s', (_, url, expected) => {
    expect(balancerHop(ask(cluster, `http://${url}`))?.target).toBe(`default/${expected}`);
  });

  test('without default backend GKE has one that answers 404', () => {
    const without = clusterOf(ingress([rule('a.example.com', ['/x', 'Exact', 'foo'])]), ...backends);
    expect(ask(without, 'http://b.example.com/').outcome).toMatchObject({
      kind: 'response',
      status: 404,
      from: 'proxy',
      cause: {
        code: 'no-rule-for-request',
        message: expect.stringContaining('default-http-backend answers 404') as string,
      },
    });
  });
});

function codesWith(annotations: object): readonly string[] {
  return ask(
    clusterOf(ingress([rule('', ['/', 'Prefix', 'foo'])]), service('foo', annotations), pod('foo')),
    'http://a/',
  ).assumptions.map(({ code }) => code);
}

describe('what comes to a pod', () => {
  const cluster = clusterOf(ingress([rule('', ['/', 'Prefix', 'foo'])]), service('foo'), pod('foo'));
  const trace = ask(cluster, 'http://a.example.com/', { headers: { 'x-forwarded-for': '192.0.2.1' } });
  const pods = trace.hops.filter((hop) => hop.stage === 'pod');

  test('is from a proxy of Google, straight to its port', () => {
    expect(pods.map(({ client, packet }) => [client.startsWith('35.191.'), packet.destination.port])).toEqual(
      [[true, 8080]],
    );
  });

  test('names the client and the load balancer behind what the client sent', () => {
    const [address] = cluster.infrastructure[0]?.addresses ?? [];
    expect(balancerHop(trace)?.forwarded?.headers).toEqual([
      { name: 'X-Forwarded-For', value: `192.0.2.1, 203.0.113.7, ${address}` },
      { name: 'X-Forwarded-Proto', value: 'http' },
    ]);
  });

  test('is spoken HTTP/2 over TLS where the Service says so', () => {
    const annotations = { ...neg, 'cloud.google.com/app-protocols': '{"http": "HTTP2"}' };
    const http2 = clusterOf(
      ingress([rule('', ['/', 'Prefix', 'foo'])]),
      service('foo', annotations),
      pod('foo'),
    );
    const hop = ask(http2, 'http://a.example.com/').hops.find(({ stage }) => stage === 'pod');
    expect(hop?.packet).toMatchObject({ tls: { sni: null }, http: { version: '2' } });
  });

  test('is taken for granted where only the cluster asks for pods as targets', () => {
    expect(codesWith({})).toContain('load-balancer-targets-by-default');
    expect(codesWith(neg)).not.toContain('load-balancer-targets-by-default');
  });
});

describe('without a healthy backend', () => {
  test.each([
    ['gce', neg, 502],
    ['gce', { 'cloud.google.com/neg': '{}' }, 502],
    ['gce-internal', neg, 503],
    ['gce-regional-external', neg, 503],
  ])('one of class %s with %j answers %d', (gceClass, annotations, status) => {
    const cluster = clusterOf(
      ingress([rule('', ['/', 'Prefix', 'foo'])], {
        annotations: { 'kubernetes.io/ingress.class': gceClass },
      }),
      service('foo', annotations),
    );
    const from = gceClass === 'gce-internal' ? { kind: 'network', address: '10.128.0.9' } : undefined;
    const { outcome } = ask(cluster, 'http://a.example.com/', from && { from });
    expect(outcome).toMatchObject({
      kind: 'response',
      status,
      from: 'proxy',
      cause: { code: 'no-healthy-target' },
    });
  });

  test('the cause tells an endpoint that is missing from a check that fails', () => {
    expect(messageWith(neg)).toContain('has no pod');
    expect(messageWith({ 'cloud.google.com/neg': '{}' })).toContain('None of the 3 nodes');
  });
});

describe('HTTPS', () => {
  const tls = { tls: [{ hosts: ['shop.example.com'], secretName: 'tls' }] };
  const base = [service('foo'), pod('foo')];
  const withTLS = (crt: string): Cluster =>
    clusterOf(ingress([rule('', ['/', 'Prefix', 'foo'])], { spec: tls }), secret(crt), ...base);

  test('shows the certificate of a Secret, and a client refuses one for another host', () => {
    const cluster = withTLS(namedCertificate);
    expect(ask(cluster, 'https://shop.example.com/').outcome).toMatchObject({
      kind: 'response',
      status: 200,
    });
    expect(ask(cluster, 'https://b.example.com/').outcome).toMatchObject({
      kind: 'tls-error',
      cause: { code: 'certificate-refused', path: 'spec.tls' },
    });
    const careless = ask(cluster, 'https://b.example.com/', { insecure: true });
    expect(careless.outcome).toMatchObject({ kind: 'response' });
    expect(careless.assumptions.map(({ code }) => code)).toContain('client-accepts-certificate');
  });

  test.each(['ingress.gcp.kubernetes.io/pre-shared-cert', 'networking.gke.io/managed-certificates'])(
    'takes a certificate that %s names to be for the host, beside that of a Secret too, and says so',
    (annotation) => {
      const annotations = { [annotation]: 'mine' };
      const cluster = clusterOf(
        ingress([rule('', ['/', 'Prefix', 'foo'])], { annotations, spec: tls }),
        secret(namedCertificate),
        ...base,
      );
      const { outcome, assumptions } = ask(cluster, 'https://b.example.com/');
      expect(outcome).toMatchObject({ kind: 'response', status: 200 });
      expect(assumptions.map(({ code }) => code)).toContain('load-balancer-certificate');
    },
  );

  test('takes a certificate that cannot be read to name the host, and says so', () => {
    const { outcome, assumptions } = ask(withTLS('YQ=='), 'https://b.example.com/');
    expect(outcome).toMatchObject({ kind: 'response', status: 200 });
    expect(assumptions.map(({ code }) => code)).toContain('certificate-covers-host');
  });

  test.each([
    [undefined, 301],
    ['FOUND', 302],
    ['PERMANENT_REDIRECT', 308],
  ])('a FrontendConfig with %s sends plain HTTP there with %d', (responseCodeName, status) => {
    const config = {
      apiVersion: 'networking.gke.io/v1beta1',
      kind: 'FrontendConfig',
      metadata: { name: 'config', namespace: 'default' },
      spec: { redirectToHttps: { enabled: true, ...(responseCodeName && { responseCodeName }) } },
    };
    const cluster = clusterOf(
      ingress([rule('', ['/', 'Prefix', 'foo'])], {
        spec: tls,
        annotations: { 'networking.gke.io/v1beta1.FrontendConfig': 'config' },
      }),
      secret(namedCertificate),
      config,
      ...base,
    );
    expect(ask(cluster, 'http://shop.example.com/x?y=1').outcome).toMatchObject({
      status,
      headers: [{ name: 'location', value: 'https://shop.example.com/x?y=1' }],
      cause: { code: 'redirected-to-https', object: { kind: 'FrontendConfig' } },
    });
    expect(ask(cluster, 'https://shop.example.com/x').outcome).toMatchObject({ status: 200 });
  });
});

test.each([
  ['https://a.example.com/', 'Give spec.tls of the Ingress a Secret'],
  ['http://a.example.com:8080/', 'Ask port 80'],
])('who asks %s is told where there is a listener', (url, fix) => {
  const cluster = clusterOf(ingress([rule('', ['/', 'Prefix', 'foo'])]), service('foo'), pod('foo'));
  expect(ask(cluster, url).outcome.cause).toMatchObject({
    code: 'no-listener',
    object: { kind: 'Ingress' },
    fix: expect.stringContaining(fix) as string,
  });
});

test('a load balancer that is as it was before says so', () => {
  const before = clusterOf(ingress([rule('', ['/', 'Prefix', 'foo'])]), service('foo'), pod('foo'));
  const after = before.apply(ingress([rule('', ['/', 'Prefix', 'none'])]));
  const { outcome, assumptions } = ask(after, 'http://a.example.com/');
  expect(outcome).toMatchObject({ kind: 'response', status: 200 });
  expect(assumptions.map(({ code }) => code)).toContain('load-balancer-outdated');
});

test('every node gets its share where node ports are the targets', () => {
  const cluster = clusterOf(
    ingress([rule('', ['/', 'Prefix', 'foo'])]),
    service('foo', { 'cloud.google.com/neg': '{}' }),
    pod('foo'),
  );
  const [address = ''] = cluster.infrastructure[0]?.addresses ?? [];
  const { branches } = traceAll(
    cluster,
    { url: 'http://a.example.com/', address },
    { tellApart: (hops) => hops.map((hop) => (hop.stage === 'load-balancer' ? hop.target : '')).join('') },
  );
  expect(branches.map(({ trace, probability }) => [balancerHop(trace)?.target, probability])).toEqual(
    cluster.list('Node').map(({ metadata }) => [metadata.name, expect.closeTo(1 / 3) as number]),
  );
});
