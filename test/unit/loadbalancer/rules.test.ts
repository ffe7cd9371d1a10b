import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { explainTrace } from '../../../packages/core/src/explain/explain-hop.js';
import { traceAll } from '../../../packages/core/src/pipeline/trace-all.js';
import { traceRequest } from '../../../packages/core/src/pipeline/trace-request.js';
import { aws } from '../../../packages/core/src/provider/aws.js';
import type { LoadBalancerHop } from '../../../packages/core/src/trace/hop.js';
import type { Trace } from '../../../packages/core/src/trace/trace.js';

const alb = 'alb.ingress.kubernetes.io/';

function backend(name: string, port: unknown = { number: 80 }): unknown {
  return { service: { name, port } };
}

function path(text: string, to: unknown = backend('web'), pathType = 'Prefix'): unknown {
  return { path: text, pathType, backend: to };
}

function ingress(
  annotations: Readonly<Record<string, string>>,
  paths: readonly unknown[],
  host = 'a.example.com',
): unknown {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: 'web',
      namespace: 'default',
      annotations: Object.fromEntries(
        Object.entries({ scheme: 'internet-facing', 'target-type': 'ip', ...annotations }).map(
          ([name, value]) => [alb + name, value],
        ),
      ),
    },
    spec: { ingressClassName: 'alb', rules: [{ host, http: { paths } }] },
  };
}

function service(name: string, more: object = {}): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'default' },
    spec: { type: 'NodePort', selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }], ...more },
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
  return createCluster(objects, { platform: aws() });
}

function ask(cluster: Cluster, url: string, more: object = {}): Trace {
  const [address = ''] = cluster.infrastructure[0]?.addresses ?? [];
  return traceRequest(cluster, { url, address, ...more });
}

function balancerHop({ hops }: Trace): LoadBalancerHop | undefined {
  return hops.find((hop) => hop.stage === 'load-balancer');
}

describe('which rule of an ALB takes a request', () => {
  const stated = [
    path('/', backend('prefix')),
    path('/img/*.png', backend('glob'), 'ImplementationSpecific'),
    path('/x', backend('exact'), 'Exact'),
    path('/long/path', backend('long')),
    path('/only', backend('conditional'), 'Exact'),
  ];
  const conditions = JSON.stringify([
    { field: 'http-header', httpHeaderConfig: { httpHeaderName: 'X-Team', values: ['blue*'] } },
    { field: 'query-string', queryStringConfig: { values: [{ key: 'v', value: '2' }] } },
    { field: 'http-request-method', httpRequestMethodConfig: { values: ['GET'] } },
  ]);
  const names = ['prefix', 'glob', 'exact', 'long', 'conditional'];
  const cluster = clusterOf(
    ingress({ 'conditions.conditional': conditions }, stated),
    ...names.flatMap((name) => [service(name), pod(name)]),
  );

  test.each([
    ['an Exact path', '/x', {}, 'exact'],
    ['nothing below an Exact path', '/x/y', {}, 'prefix'],
    ['a longer prefix first', '/long/path/below', {}, 'long'],
    ['a prefix by elements only', '/long/pathological', {}, 'prefix'],
    ['paths with their case', '/X', {}, 'prefix'],
    ['a prefix before a pattern of ImplementationSpecific', '/img/a.png', {}, 'prefix'],
    ['all conditions that hold', '/only?v=2', { headers: { 'x-team': 'Blue-7' } }, 'conditional'],
    ['not a header with another value', '/only?v=2', { headers: { 'x-team': 'red' } }, 'prefix'],
    ['not another query', '/only?v=3', { headers: { 'x-team': 'blue' } }, 'prefix'],
    ['not another method', '/only?v=2', { headers: { 'x-team': 'blue' }, method: 'PUT' }, 'prefix'],
  ])('it takes %s', (_, target, more, expected) => {
    expect(balancerHop(ask(cluster, `http://a.example.com${target}`, more))?.target).toBe(
      `default/${expected}`,
    );
  });

  test.each([
    ['*.example.com', 'a.example.com', 200],
    ['*.example.com', 'b.a.example.com', 200],
    ['*.example.com', 'A.EXAMPLE.com', 200],
    ['*.example.com', 'example.com', 404],
    ['', 'anything.example.org', 200],
  ])('host %j in a rule and %s asked for: %d', (host, asked, status) => {
    const only = clusterOf(ingress({}, [path('/')], host), service('web'), pod('web'));
    expect(ask(only, `http://${asked}/`).outcome).toMatchObject({ kind: 'response', status });
  });

  test('the explanation names the rule that won and why each other one lost', () => {
    const trace = ask(cluster, 'http://a.example.com/x');
    expect(balancerHop(trace)?.rule).toEqual({
      id: 'load-balancer-rule',
      object: { kind: 'Ingress', namespace: 'default', name: 'web' },
      path: 'spec.rules[0].http.paths[2]',
    });
    const explained = explainTrace(cluster, trace).hops.find(({ stage }) => stage === 'load-balancer');
    const rejected = explained?.rejected.filter(({ route }) => route !== undefined);
    expect(rejected?.map(({ path: field, code }) => [field, code])).toEqual([
      ['spec.rules[0].http.paths[4]', 'path-differs'],
      ['spec.rules[0].http.paths[3]', 'path-differs'],
      ['spec.rules[0].http.paths[0]', 'rule-tried-earlier'],
      ['spec.rules[0].http.paths[1]', 'path-differs'],
    ]);
  });
});

describe('what an ALB answers itself', () => {
  const use = { name: 'use-annotation' };
  const redirect = {
    Type: 'redirect',
    RedirectConfig: { Host: 'b.example.com', Path: '/new/#{path}', StatusCode: 'HTTP_302' },
  };
  const cluster = clusterOf(
    ingress(
      {
        'actions.fixed': JSON.stringify({
          type: 'fixed-response',
          fixedResponseConfig: { statusCode: '418', messageBody: 'tea' },
        }),
        'actions.elsewhere': JSON.stringify(redirect),
        'actions.arn': JSON.stringify({ type: 'forward', targetGroupARN: 'arn:x' }),
      },
      [
        path('/fixed', backend('fixed', use)),
        path('/moved', backend('elsewhere', use)),
        path('/no-action', backend('none', use)),
        path('/no-service', backend('none')),
        path('/empty', backend('empty')),
        path('/outside', backend('arn', use)),
      ],
    ),
    service('empty'),
  );

  test.each([
    ['/fixed', 418, 'load-balancer-answered'],
    ['/moved', 302, 'redirected-by-annotation'],
    ['/no-action', 503, 'backend-action-missing'],
    ['/no-service', 503, 'backend-service-missing'],
    ['/empty', 503, 'no-healthy-target'],
    ['/other', 404, 'no-rule-for-request'],
  ])('%s: %d', (target, status, code) => {
    const { outcome } = ask(cluster, `http://a.example.com${target}`);
    expect(outcome).toMatchObject({ kind: 'response', status, from: 'proxy', cause: { code } });
  });

  test('a redirect keeps the parts that it does not name, and always has a port', () => {
    expect(ask(cluster, 'http://a.example.com/moved/a?b=c').outcome).toMatchObject({
      headers: [{ name: 'location', value: 'http://b.example.com:80/new/moved/a?b=c' }],
    });
  });

  test('what leads to a target group outside of the cluster is unknown', () => {
    expect(ask(cluster, 'http://a.example.com/outside').outcome.kind).toBe('unknown');
  });
});

describe('an ALB with ssl-redirect', () => {
  const cluster = clusterOf(
    ingress({ 'listen-ports': '[{"HTTP": 80}, {"HTTPS": 443}]', 'ssl-redirect': '443' }, [path('/')]),
    service('web'),
    pod('web'),
  );

  test('sends every request for plain HTTP to HTTPS', () => {
    expect(ask(cluster, 'http://b.example.com/x?y').outcome).toMatchObject({
      status: 301,
      headers: [{ name: 'location', value: 'https://b.example.com:443/x?y' }],
    });
  });

  test('follows its rules on HTTPS, with a certificate from outside', () => {
    const { outcome, assumptions, hops } = ask(cluster, 'https://a.example.com/');
    expect(outcome).toMatchObject({ status: 200, from: 'application' });
    expect(assumptions.map(({ code }) => code)).toContain('load-balancer-certificate');
    expect(hops.find(({ stage }) => stage === 'pod')?.packet.tls).toBeUndefined();
  });
});

describe('what an ALB sends to targets', () => {
  test.each([
    ['append', '192.0.2.1, 203.0.113.7'],
    ['preserve', '192.0.2.1'],
    ['remove', undefined],
  ])('X-Forwarded-For with mode %s', (mode, expected) => {
    const cluster = clusterOf(
      ingress({ 'load-balancer-attributes': `routing.http.xff_header_processing.mode=${mode}` }, [path('/')]),
      service('web'),
      pod('web'),
    );
    const hop = balancerHop(
      ask(cluster, 'http://a.example.com/', { headers: { 'X-Forwarded-For': '192.0.2.1' } }),
    );
    const header = hop?.forwarded?.headers.find(({ name }) => name.toLowerCase() === 'x-forwarded-for');
    expect(header?.value).toBe(expected);
  });

  test('the groups of an action share requests by weight; those of an empty one get 503', () => {
    const action = {
      type: 'forward',
      forwardConfig: {
        targetGroups: [
          { serviceName: 'web', servicePort: 80, weight: 3 },
          { serviceName: 'empty', servicePort: '80', weight: 1 },
        ],
      },
    };
    const cluster = clusterOf(
      ingress({ 'actions.split': JSON.stringify(action) }, [
        path('/', backend('split', { name: 'use-annotation' })),
      ]),
      service('web'),
      service('empty'),
      pod('web'),
    );
    const [address = ''] = cluster.infrastructure[0]?.addresses ?? [];
    const { branches } = traceAll(cluster, { url: 'http://a.example.com/', address });
    expect(
      branches.map(({ trace: { probability, outcome } }) => [
        probability,
        outcome.kind === 'response' ? outcome.status : outcome.kind,
      ]),
    ).toEqual([
      [0.25, 503],
      [0.75, 200],
    ]);
  });

  test('nodes that all fail the check get requests all the same: without any pod the answer is 502', () => {
    const cluster = clusterOf(ingress({ 'target-type': 'instance' }, [path('/')]), service('web'));
    const trace = ask(cluster, 'http://a.example.com/');
    expect(balancerHop(trace)?.targets.map(({ healthy }) => healthy)).toEqual([false, false, false]);
    expect(trace.outcome).toMatchObject({
      kind: 'response',
      status: 502,
      cause: { code: 'upstream-refused' },
    });
  });

  test('under externalTrafficPolicy Local nodes without a pod of their own fail the check', () => {
    const cluster = clusterOf(
      ingress({ 'target-type': 'instance' }, [path('/')]),
      service('web', { externalTrafficPolicy: 'Local' }),
      pod('web'),
    );
    const hop = balancerHop(ask(cluster, 'http://a.example.com/'));
    expect(hop?.targets.filter(({ healthy }) => healthy)).toHaveLength(1);
  });
});
