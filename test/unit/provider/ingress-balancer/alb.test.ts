import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../../packages/core/src/cluster/cluster.js';
import type { LoadBalancer } from '../../../../packages/core/src/cluster/infrastructure.js';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';
import { traceRequest } from '../../../../packages/core/src/pipeline/trace-request.js';
import { aws } from '../../../../packages/core/src/provider/aws.js';
import { bareMetal } from '../../../../packages/core/src/provider/bare-metal.js';

const alb = 'alb.ingress.kubernetes.io/';

interface Stated {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec?: object;
  readonly paths?: readonly object[];
}

function ingress(name: string, { annotations = {}, spec = {}, paths = [path('/')] }: Stated = {}): unknown {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name,
      namespace: 'default',
      annotations: Object.fromEntries(
        Object.entries(annotations).map(([key, value]) => [key.includes('/') ? key : alb + key, value]),
      ),
    },
    spec: { ingressClassName: 'alb', rules: [{ host: `${name}.example.com`, http: { paths } }], ...spec },
  };
}

function path(text: string, pathType = 'Prefix', port: object = { number: 80 }): object {
  return { path: text, pathType, backend: { service: { name: 'web', port } } };
}

function service(type = 'NodePort'): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'default' },
    spec: { type, selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
  };
}

function clusterOf(...objects: readonly unknown[]): Cluster {
  return createCluster([...objects, service()], { platform: aws() });
}

function to(weight: number): object {
  return { serviceName: 'web', servicePort: '80', weight };
}

function forward(targetGroups: readonly object[]): object {
  return { type: 'forward', forwardConfig: { targetGroups } };
}

function patterns({ listeners }: LoadBalancer): readonly string[] {
  return (listeners[0]?.routing?.rules ?? []).map(({ conditions }) =>
    conditions.flatMap((each) => (each.field === 'path-pattern' ? each.values : [])).join(' '),
  );
}

describe('the Ingresses of an ALB', () => {
  test('each has one of its own, told by name', () => {
    const { infrastructure } = clusterOf(ingress('a'), ingress('b'));
    expect(infrastructure.map(({ id }) => id)).toEqual(['ingress/default/a', 'ingress/default/b']);
  });

  test('those of a group share one, and each reports its name', () => {
    const group = { annotations: { 'group.name': 'g' } };
    const cluster = clusterOf(ingress('a', group), ingress('b', group));
    const [balancer, ...others] = cluster.infrastructure;
    expect(others).toEqual([]);
    expect(balancer).toMatchObject({ id: 'ingress-group/g', product: 'alb', scheme: 'internal' });
    for (const { status } of cluster.list('Ingress')) {
      expect(status.loadBalancer.ingress).toEqual([{ hostname: balancer?.hostname }]);
    }
  });

  test('the load balancer goes with the last of them', () => {
    const cluster = clusterOf(ingress('a')).delete({ kind: 'Ingress', namespace: 'default', name: 'a' });
    expect(cluster.infrastructure).toEqual([]);
  });

  test.each([
    ['group.order, the least first', { a: '5', b: '-5' }, ['/b', '/a']],
    ['names where the order is the same', { a: '0', b: '0' }, ['/a', '/b']],
  ])('rules are tried by %s', (_, order: { a: string; b: string }, expected) => {
    const of = (name: 'a' | 'b'): unknown =>
      ingress(name, {
        annotations: { 'group.name': 'g', 'group.order': order[name] },
        paths: [path(`/${name}`, 'Exact')],
      });
    const [balancer] = clusterOf(of('a'), of('b')).infrastructure;
    expect(balancer && patterns(balancer)).toEqual(expected);
  });

  test('paths of a rule are tried Exact first, then prefixes from the longest, then the others as written', () => {
    const stated = [
      path('/*.css', 'ImplementationSpecific'),
      path('/'),
      path('/a/*', 'ImplementationSpecific'),
      path('/long/'),
      path('/exact', 'Exact'),
    ];
    const [balancer] = clusterOf(ingress('a', { paths: stated })).infrastructure;
    expect(balancer && patterns(balancer)).toEqual(['/exact', '/long /long/*', '/*', '/*.css', '/a/*']);
  });
});

describe('who takes an Ingress', () => {
  const other = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'alb' },
    spec: { controller: 'example.com/other' },
  };
  const own = { ...other, metadata: { name: 'mine' }, spec: { controller: 'ingress.k8s.aws/alb' } };

  test.each<[string, readonly unknown[], number]>([
    ['class alb without IngressClass', [ingress('a')], 1],
    [
      'a class of the controller by another name',
      [own, ingress('a', { spec: { ingressClassName: 'mine' } })],
      1,
    ],
    ['a class alb of another controller', [other, ingress('a')], 0],
    ['another class', [ingress('a', { spec: { ingressClassName: 'nginx' } })], 0],
    [
      'the old annotation',
      [
        ingress('a', {
          annotations: { 'kubernetes.io/ingress.class': 'alb' },
          spec: { ingressClassName: undefined },
        }),
      ],
      1,
    ],
  ])('%s', (_, objects, count) => {
    expect(clusterOf(...objects).infrastructure).toHaveLength(count);
  });

  test('nobody where no cloud is', () => {
    const cluster = createCluster([ingress('a'), service()], { platform: bareMetal() });
    expect(cluster.infrastructure).toEqual([]);
  });
});

test('annotations for another controller are named', () => {
  const told = { 'nginx.ingress.kubernetes.io/rewrite-target': '/' };
  expect(clusterOf(ingress('a', { annotations: told })).problems).toMatchObject([
    {
      code: 'load-balancer-setting-ignored',
      path: 'metadata.annotations[nginx.ingress.kubernetes.io/rewrite-target]',
    },
  ]);
});

test('a name that is nearly one of an annotation is named with that one', () => {
  expect(clusterOf(ingress('a', { annotations: { sheme: 'internal' } })).problems).toMatchObject([
    { code: 'annotation-not-modelled', fix: `Write ${alb}scheme, if that is meant` },
  ]);
});

test('more rules than a listener has are named', () => {
  const paths = Array.from({ length: 101 }, (_, index) => path(`/p${index}`));
  const { infrastructure, problems } = clusterOf(ingress('a', { paths }));
  expect(infrastructure).toHaveLength(1);
  expect(problems).toMatchObject([{ code: 'load-balancer-over-limit', object: { name: 'a' } }]);
});

test('Ingresses for which no address is left are named', () => {
  const internetFacing = { annotations: { scheme: 'internet-facing' } };
  const names = ['a', 'b', 'c'].map((name) => ingress(name, internetFacing));
  const platform = aws({ loadBalancerCIDR: '203.0.113.0/30' });
  const { infrastructure, problems } = createCluster([...names, service()], { platform });
  expect(infrastructure).toHaveLength(2);
  expect(problems).toMatchObject([{ code: 'load-balancer-over-limit', object: { name: 'c' } }]);
});

describe('what is refused', () => {
  const g = { 'group.name': 'g' };
  const use = { name: 'use-annotation' };
  const values: readonly (readonly [string, string])[] = [
    ['inbound-cidrs', '10.0.0.0/8, bogus'],
    ['group.name', 'BAD NAME!!'],
    ['group.name', 'a'.repeat(64)],
    ['healthcheck-interval-seconds', '0'],
    ['healthcheck-interval-seconds', 'x'],
    ['healthy-threshold-count', '1'],
    ['healthcheck-port', '99999'],
    ['healthcheck-protocol', 'gopher'],
    ['backend-protocol', 'GRPC'],
    ['load-balancer-attributes', 'idle_timeout.timeout_seconds=abc'],
    ['target-group-attributes', 'deregistration_delay.timeout_seconds=9999'],
    ['conditions.web', '[{"field":"source-ip","sourceIpConfig":{"values":["x"]}}]'],
  ];
  const actions: readonly object[] = [
    { type: 'fixed-response', fixedResponseConfig: { statusCode: '700' } },
    { type: 'fixed-response', fixedResponseConfig: { statusCode: '302' } },
    forward([to(-1)]),
    forward([to(1000)]),
    forward([to(0.5)]),
    forward([1, 2, 3, 4, 5, 6].map(to)),
  ];

  test.each<[string, string, readonly unknown[]]>([
    [
      'two schemes in one group',
      `metadata.annotations[${alb}scheme]`,
      [
        ingress('a', { annotations: { ...g, scheme: 'internal' } }),
        ingress('b', { annotations: { ...g, scheme: 'internet-facing' } }),
      ],
    ],
    [
      'an order that is no number',
      `metadata.annotations[${alb}group.order]`,
      [ingress('a', { annotations: { 'group.order': 'first' } })],
    ],
    [
      'an order out of range',
      `metadata.annotations[${alb}group.order]`,
      [ingress('a', { annotations: { 'group.order': '1001' } })],
    ],
    [
      'another scheme',
      `metadata.annotations[${alb}scheme]`,
      [ingress('a', { annotations: { scheme: 'public' } })],
    ],
    [
      'another type of targets',
      `metadata.annotations[${alb}target-type]`,
      [ingress('a', { annotations: { 'target-type': 'pod' } })],
    ],
    [
      'ports that are no list',
      `metadata.annotations[${alb}listen-ports]`,
      [ingress('a', { annotations: { 'listen-ports': '80' } })],
    ],
    [
      'one port for HTTP and HTTPS',
      `metadata.annotations[${alb}listen-ports]`,
      [
        ingress('a', { annotations: { ...g, 'listen-ports': '[{"HTTP": 80}]' } }),
        ingress('b', { annotations: { ...g, 'listen-ports': '[{"HTTPS": 80}]' } }),
      ],
    ],
    [
      'a redirect to a port without HTTPS',
      `metadata.annotations[${alb}ssl-redirect]`,
      [ingress('a', { annotations: { 'ssl-redirect': '443' } })],
    ],
    [
      'wildcards in an Exact path',
      'spec.rules[0].http.paths[0].path',
      [ingress('a', { paths: [path('/*', 'Exact')] })],
    ],
    [
      'a port that the Service does not have',
      'spec.rules[0].http.paths[0].backend.service.port',
      [ingress('a', { paths: [path('/', 'Prefix', { number: 81 })] })],
    ],
    [
      'an action that cannot be read',
      `metadata.annotations[${alb}actions.web]`,
      [ingress('a', { annotations: { 'actions.web': '{' }, paths: [path('/', 'Prefix', use)] })],
    ],
    [
      'conditions that cannot be read',
      `metadata.annotations[${alb}conditions.web]`,
      [ingress('a', { annotations: { 'conditions.web': '[{"field":"x"}]' } })],
    ],
    [
      'two default backends',
      'spec.defaultBackend',
      ['a', 'b'].map((name) =>
        ingress(name, {
          annotations: g,
          spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
        }),
      ),
    ],
    ...values.map(([name, value]): [string, string, readonly unknown[]] => [
      `${name}: ${value}`,
      `metadata.annotations[${alb}${name}]`,
      [ingress('a', { annotations: { [name]: value } })],
    ]),
    ...actions.map((action): [string, string, readonly unknown[]] => [
      `the action ${JSON.stringify(action)}`,
      `metadata.annotations[${alb}actions.web]`,
      [
        ingress('a', {
          annotations: { 'actions.web': JSON.stringify(action) },
          paths: [path('/', 'Prefix', use)],
        }),
      ],
    ]),
  ])('%s', (_, field, objects) => {
    const { infrastructure, problems } = clusterOf(...objects);
    expect(infrastructure).toEqual([]);
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'ingress-load-balancer-refused', path: field }),
    );
  });

  test('a Service without node port, where targets are nodes', () => {
    const objects = [ingress('a'), service('ClusterIP')];
    const { infrastructure, problems } = createCluster(objects, { platform: aws() });
    expect(infrastructure).toEqual([]);
    expect(problems.map(({ code, path: field }) => [code, field])).toContainEqual([
      'ingress-load-balancer-refused',
      'spec.type',
    ]);
  });

  test('who asks for the host of a refused Ingress is told why it has no address', () => {
    const cluster = clusterOf(ingress('a', { annotations: { scheme: 'public' } }));
    expect(traceRequest(cluster, { url: 'http://a.example.com/' }).outcome).toMatchObject({
      kind: 'dns-error',
      cause: { code: 'ingress-load-balancer-refused', path: `metadata.annotations[${alb}scheme]` },
    });
  });

  test('the refusal goes when the cause does', () => {
    const cluster = clusterOf(ingress('a', { annotations: { scheme: 'public' } })).apply(ingress('a'));
    expect(cluster.problems).toEqual([]);
    expect(cluster.infrastructure).toHaveLength(1);
  });
});

describe('annotations', () => {
  test.each([
    ['wafv2-acl-arn', 'arn:x', 'this annotation'],
    ['target-group-attributes', 'stickiness.enabled=true', 'stickiness.enabled'],
  ])('%s is not followed, and that is said', (name, value, text) => {
    const { problems } = clusterOf(ingress('a', { annotations: { [name]: value } }));
    expect(problems).toEqual([
      expect.objectContaining({
        code: 'annotation-not-modelled',
        path: `metadata.annotations[${alb}${name}]`,
        message: expect.stringContaining(text) as string,
      }),
    ]);
  });

  test('a certificate alone moves the listener to HTTPS on 443', () => {
    const [balancer] = clusterOf(
      ingress('a', { annotations: { 'certificate-arn': 'arn:x' } }),
    ).infrastructure;
    expect(balancer?.listeners).toMatchObject([{ port: 443, terminates: 'HTTPS' }]);
  });

  test('what the Service says of its target group counts before what the Ingress says', () => {
    const stated = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'default', annotations: { [`${alb}healthcheck-path`]: '/ready' } },
      spec: { type: 'NodePort', selector: { app: 'web' }, ports: [{ port: 80 }] },
    };
    const objects = [ingress('a', { annotations: { 'healthcheck-path': '/' } }), stated];
    const [balancer] = createCluster(objects, { platform: aws() }).infrastructure;
    expect(balancer?.probe).toMatchObject({ path: '/ready', intervalSeconds: 15, codes: '200' });
  });

  test('a redirect of a listener to itself is left out', () => {
    const redirect = {
      type: 'redirect',
      redirectConfig: { protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' },
    };
    const [balancer] = clusterOf(
      ingress('a', {
        annotations: {
          'listen-ports': '[{"HTTP": 80}, {"HTTPS": 443}]',
          'actions.web': JSON.stringify(redirect),
        },
        paths: [path('/', 'Prefix', { name: 'use-annotation' })],
      }),
    ).infrastructure;
    expect(balancer?.listeners.map(({ port, routing }) => [port, routing?.rules.length])).toEqual([
      [80, 1],
      [443, 0],
    ]);
  });
});
