import { describe, expect, test } from 'vitest';
import { ingressNginxProfile } from '../../../../packages/core/src/controller/ingress-nginx.js';
import type { ControllerProfile } from '../../../../packages/core/src/controller/profile.js';
import { ingressController } from '../../../../packages/core/src/ingress/controller.js';
import type { IngressDecision } from '../../../../packages/core/src/ingress/decision.js';
import type { IngressConnection } from '../../../../packages/core/src/ingress/request.js';
import { endpointSlice } from '../../../objects/endpoint-slice.js';
import { ingress, type IngressSpec } from '../../../objects/ingress.js';
import { service } from '../../../objects/service.js';
import { configMap } from '../../controller/controller-pod.js';
import { ask, assumed, backends, ingressCluster, inShort, nginx } from '../asking.js';

const client = '203.0.113.7';

/** A decision about a connection in short: the endpoints that it is passed on to, or why not. */
function passed(decision: IngressDecision | undefined): unknown {
  const result = decision?.result;
  switch (result?.kind) {
    case undefined:
      return 'read';
    case 'pass':
      return [
        ...result.backends.flatMap(({ endpoints }) =>
          endpoints.map(({ address, port }) => `${address}:${port}`),
        ),
        result.proxyLine,
      ];
    case 'left':
      return `left to ${result.to}`;
    case 'refused':
    case 'closed':
      return `${result.kind} ${result.cause.code} ${result.cause.path ?? ''}`;
    default:
      return result?.kind;
  }
}

describe('streams of ingress-nginx', () => {
  const database = [
    service('shop/db', {
      clusterIP: '10.96.1.1',
      ports: [
        { name: 'sql', port: 5432, targetPort: 5000 },
        { name: 'names', port: 53, targetPort: 5353, protocol: 'UDP' },
      ],
    }),
    endpointSlice('shop/db', [{ addresses: ['10.244.1.1'] }, { addresses: ['10.244.1.2'] }], {
      ports: [
        { name: 'sql', port: 5000 },
        { name: 'names', port: 5353, protocol: 'UDP' },
      ],
    }),
    service('shop/idle', { clusterIP: '10.96.1.2', ports: [{ port: 1 }] }),
    service('shop/out', {
      type: 'ExternalName',
      externalName: 'db.example.org',
      ports: [{ port: 5432, targetPort: 6000 }],
    }),
  ];

  /** What the controller does on port 9000. */
  function onPort(entry: string, connection: Partial<IngressConnection> = {}): IngressDecision | undefined {
    const cluster = ingressCluster(...database, configMap('ingress/streams', { 9000: entry }));
    const [map] = cluster.list('ConfigMap');
    const profile =
      connection.protocol === 'UDP'
        ? ingressNginxProfile({ udpServices: map })
        : ingressNginxProfile({ tcpServices: map });
    return ingressController(cluster, profile).connect({ client, port: 9000, ...connection });
  }

  const line = 'PROXY TCP4 198.51.100.1 198.51.100.2 4000 5432';
  test.each<[string, string, Partial<IngressConnection>, unknown]>([
    ['go to the ready endpoints', 'shop/db:5432', {}, ['10.244.1.1:5000', '10.244.1.2:5000', 'kept']],
    ['find the port by its name', 'shop/db:sql', {}, ['10.244.1.1:5000', '10.244.1.2:5000', 'kept']],
    ['of UDP too', 'shop/db:53', { protocol: 'UDP' }, ['10.244.1.1:5353', '10.244.1.2:5353', 'kept']],
    ['of another protocol find no port', 'shop/db:53', {}, 'refused stream-service-unusable data[9000]'],
    ['find no target port', 'shop/db:5000', {}, 'refused stream-service-unusable data[9000]'],
    ['find no Service', 'shop/none:1', {}, 'refused stream-service-unusable data[9000]'],
    ['cannot be read', 'none', {}, 'refused stream-service-unusable data[9000]'],
    [
      'without endpoint are not written',
      'shop/idle:1',
      {},
      'refused backend-without-endpoints spec.selector',
    ],
    ['go to a name, on the target port', 'shop/out:5432', {}, 'left to db.example.org:6000'],
    [
      'keep a PROXY protocol line as any other bytes',
      'shop/db:5432',
      { proxyProtocol: line },
      ['10.244.1.1:5000', '10.244.1.2:5000', 'kept'],
    ],
    [
      'take the line off where they are told to',
      'shop/db:5432:PROXY',
      { proxyProtocol: line },
      ['10.244.1.1:5000', '10.244.1.2:5000', 'none'],
    ],
    [
      'close a connection without the line then',
      'shop/db:5432:PROXY',
      {},
      'closed proxy-protocol-missing data[9000]',
    ],
    ['send a line', 'shop/db:5432::PROXY', {}, ['10.244.1.1:5000', '10.244.1.2:5000', 'new']],
    ['are of one port only', 'shop/db:5432', { port: 9001 }, 'read'],
  ])('%s', (_title, entry, connection, expected) => {
    expect(passed(onPort(entry, connection))).toEqual(expected);
  });

  test('name the entry that decided', () => {
    expect(onPort('shop/db:5432')).toMatchObject({
      server: 'TCP 9000',
      rule: {
        id: 'controller-stream-service',
        object: { kind: 'ConfigMap', namespace: 'ingress', name: 'streams' },
        path: 'data[9000]',
      },
    });
  });
});

/** Two Services with cluster IPs, one without, and Ingresses. */
function passthroughCluster(...specs: readonly IngressSpec[]): ReturnType<typeof ingressCluster> {
  return ingressCluster(
    ...backends('shop/web', 'shop/other'),
    service('shop/headless', { clusterIP: 'None', ports: [{ name: 'tls', port: 443 }] }),
    ...specs.map((spec, hour) => ingress(`shop/i${hour}`, { hour, ...spec })),
  );
}

describe('TLS passed through', () => {
  const annotations = { 'nginx.ingress.kubernetes.io/ssl-passthrough': 'true' };
  const on = { 'enable-ssl-passthrough': 'true' };

  function connect(
    specs: readonly IngressSpec[],
    sni: string | null,
    profile: ControllerProfile = nginx({ flags: on }),
    connection: Partial<IngressConnection> = {},
  ): IngressDecision | undefined {
    const controller = ingressController(passthroughCluster(...specs), profile);
    return controller.connect({ client, port: 443, tls: { sni }, ...connection });
  }

  const root: IngressSpec = { annotations, rules: { 'a.com': ['Prefix / web:80'] } };
  const toCluster = ['10.96.0.1:80', 'none'];
  test.each<[string, readonly IngressSpec[], string | null, unknown]>([
    ['goes to the cluster IP of the Service', [root], 'a.com', toCluster],
    [
      'finds the port by its name',
      [{ annotations, rules: { 'a.com': ['Prefix / web:http'] } }],
      'a.com',
      toCluster,
    ],
    ['is of the host alone', [root], 'b.com', 'read'],
    ['needs a server name', [root], null, 'read'],
    ['compares server names as texts', [root], 'A.com', 'read'],
    ['covers no wildcard', [{ annotations, rules: { '*.a.com': ['Prefix / web:80'] } }], 'x.a.com', 'read'],
    [
      'looks at the path / only',
      [{ annotations, rules: { 'a.com': ['Prefix /x web:80'] } }],
      'a.com',
      'read',
    ],
    [
      'takes the path / of whichever Ingress',
      [
        { annotations, rules: { 'a.com': ['Prefix /x other:80'] } },
        { rules: { 'a.com': ['Prefix / web:80'] } },
      ],
      'a.com',
      toCluster,
    ],
    ['needs the Service', [{ annotations, rules: { 'a.com': ['Prefix / none:80'] } }], 'a.com', 'read'],
    [
      'needs a cluster IP',
      [{ annotations, rules: { 'a.com': ['Prefix / headless:443'] } }],
      'a.com',
      'closed passthrough-without-cluster-ip spec.clusterIP',
    ],
    [
      'needs a port of the name',
      [{ annotations, rules: { 'a.com': ['Prefix / web:none'] } }],
      'a.com',
      'closed passthrough-without-cluster-ip spec.ports',
    ],
    [
      'is not for canaries',
      [
        {
          annotations: { ...annotations, 'nginx.ingress.kubernetes.io/canary': 'true' },
          rules: { 'a.com': ['Prefix / web:80'] },
        },
        { rules: { 'a.com': ['Prefix / other:80'] } },
      ],
      'a.com',
      'read',
    ],
  ])('%s', (_title, specs, sni, expected) => {
    expect(passed(connect(specs, sni))).toEqual(expected);
  });

  test('is what becomes of a request over TLS, whatever is in it', () => {
    const decision = ask(passthroughCluster(root), nginx({ flags: on }), 'https://a.com/x');
    expect(passed(decision)).toEqual(toCluster);
    expect(decision).toMatchObject({
      server: 'a.com',
      location: { path: '/' },
      rule: {
        id: 'ingress-ssl-passthrough',
        object: { kind: 'Ingress', namespace: 'shop', name: 'i0' },
        path: 'metadata.annotations[nginx.ingress.kubernetes.io/ssl-passthrough]',
      },
      assumptions: [],
    });
    expect(decision).not.toHaveProperty('certificate');
  });

  test('without the flag is not done, and the hop says so; the backend is spoken to over TLS all the same', () => {
    const decision = ask(passthroughCluster(root), nginx(), 'https://a.com/x');
    expect(inShort(decision)).toBe('shop/web:80 /x');
    expect(decision.result).toMatchObject({ protocol: 'HTTPS', tls: { sni: null } });
    expect(assumed(decision)).toContain('annotation-switched-off');
    expect(passed(connect([root], 'a.com', nginx()))).toBe('read');
  });

  test.each([
    ['HTTPS', {}],
    ['GRPCS', { 'nginx.ingress.kubernetes.io/backend-protocol': 'GRPCS' }],
  ])('makes nginx speak %s to the Service for plain HTTP', (protocol, more) => {
    const spec = { ...root, annotations: { ...annotations, ...more } };
    const decision = ask(passthroughCluster(spec), nginx({ flags: on }), 'http://a.com/x');
    expect(decision.result).toMatchObject({ kind: 'forward', protocol });
    expect(assumed(decision)).not.toContain('annotation-switched-off');
  });

  test('takes a PROXY protocol line off where the controller is told to, and leaves others to nginx', () => {
    const line = { proxyProtocol: 'PROXY TCP4 198.51.100.1 198.51.100.2 4000 443' };
    const taking = nginx({ flags: on, data: { 'use-proxy-protocol': 'true' } });
    expect(passed(connect([root], 'a.com', taking, line))).toEqual(toCluster);
    expect(passed(connect([root], 'a.com', nginx({ flags: on }), line))).toBe('read');
  });
});
