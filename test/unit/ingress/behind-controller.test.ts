import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import type { PublicRecord } from '../../../packages/core/src/cluster/platform.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { traceAll } from '../../../packages/core/src/pipeline/trace-all.js';
import { traceRequest } from '../../../packages/core/src/pipeline/trace-request.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import { grammarFaults } from '../../../packages/core/src/trace/grammar.js';
import type { Trace } from '../../../packages/core/src/trace/trace.js';
import { ingress, ingressClass } from '../../objects/ingress.js';
import { service } from '../../objects/service.js';
import { barePod } from '../../objects/workload.js';
import { configMap } from '../controller/controller-pod.js';

const args = [
  '--enable-ssl-passthrough',
  '--publish-service=ingress/c',
  '--tcp-services-configmap=ingress/tcp',
  '--udp-services-configmap=ingress/udp',
];

function clusterOf(
  externalName: string,
  { hostNetwork = false, records = [] }: { hostNetwork?: boolean; records?: readonly PublicRecord[] } = {},
): Cluster {
  const image = 'registry.k8s.io/ingress-nginx/controller:v1.15.1';
  const platform = cloud();
  return createCluster(
    [
      ingressClass('nginx', 'k8s.io/ingress-nginx'),
      barePod('ingress/c', {
        labels: { app: 'c' },
        pod: {
          hostNetwork,
          containers: [{ name: 'controller', image, args, ports: [{ containerPort: 80 }] }],
        },
      }),
      service('ingress/c', {
        type: 'LoadBalancer',
        selector: { app: 'c' },
        ports: [
          { name: 'http', port: 80 },
          { name: 'https', port: 443 },
          { name: 'sql', port: 5432 },
          { name: 'out', port: 5433 },
          { name: 'idle', port: 5434 },
          { name: 'names', port: 53, protocol: 'UDP' },
        ],
      }),
      configMap('ingress/tcp', {
        5432: 'shop/db:sql::PROXY',
        5433: 'shop/out:sql',
        5434: 'shop/gone:1',
      }),
      configMap('ingress/udp', { 53: 'shop/db:53' }),
      service('shop/db', {
        selector: { app: 'db' },
        ports: [
          { name: 'sql', port: 5432, targetPort: 5000 },
          { name: 'names', port: 53, protocol: 'UDP' },
        ],
      }),
      barePod('shop/db', { labels: { app: 'db' }, pod: { containers: [{ name: 'db', image: 'db' }] } }),
      service('shop/out', { type: 'ExternalName', externalName, ports: [{ name: 'sql', port: 5432 }] }),
      ingress('shop/w', { className: 'nginx', rules: { 'a.com': ['Prefix / out:5432'] } }),
      ingress('shop/p', {
        className: 'nginx',
        annotations: { 'nginx.ingress.kubernetes.io/ssl-passthrough': 'true' },
        rules: { 'p.com': ['Prefix / db:5432'] },
      }),
    ],
    { platform: { ...platform, dns: { ...platform.dns, records } } },
  );
}

const byName = 'db.shop.svc.cluster.local';

/** The hops behind the controller, and how the request ended. */
function behind({ hops, outcome }: Trace): readonly string[] {
  const at = hops.findIndex(({ stage }) => stage === 'ingress');
  const end = outcome.kind === 'response' ? `${outcome.status} from ${outcome.from}` : outcome.kind;
  return [
    ...hops.slice(at).map(({ stage, action }) => `${stage} ${action}`),
    `${end}: ${outcome.cause.code}`,
  ];
}

function trace(cluster: Cluster, url: string): Trace {
  const found = traceRequest(cluster, { url });
  expect(grammarFaults(found)).toEqual([]);
  return found;
}

describe('a Service of type ExternalName behind an ingress controller', () => {
  test('is resolved by the pod of the controller, and leads to a Service of the cluster', () => {
    const found = trace(clusterOf(byName), 'http://a.com/x');
    expect(behind(found)).toEqual([
      'ingress terminated',
      'dns resolved',
      'service translated',
      'node forwarded',
      'pod delivered',
      '200 from application: application-answered',
    ]);
    const [controller, dns] = found.hops.slice(-5);
    expect(controller).toMatchObject({ forwarded: { host: 'a.com', target: '/x' } });
    expect(controller?.changes.map(({ field, to }) => `${field} ${to}`)).toContain(
      `destination ${byName}:5432`,
    );
    expect(dns).toMatchObject({
      name: byName,
      resolver: { search: ['ingress.svc.cluster.local', 'svc.cluster.local', 'cluster.local'] },
    });
    expect(found.hops.at(-1)).toMatchObject({ client: controller?.packet.destination.address });
  });

  test('is not found in the cluster by a controller in the network of the host, whose DNS is that of its node', () => {
    const found = trace(clusterOf(byName, { hostNetwork: true }), 'http://a.com/x');
    expect(behind(found)).toEqual([
      'ingress terminated',
      'dns failed',
      '502 from proxy: upstream-unresolved',
    ]);
  });

  test('of the outside world is sent to from the cluster where its address is stated', () => {
    const records = [{ name: 'db.example.org', type: 'A', data: '192.0.2.7' }] as const;
    const found = trace(clusterOf('db.example.org', { records }), 'http://a.com/');
    expect(found.outcome).toMatchObject({ kind: 'left', to: '192.0.2.7' });
    expect(found.hops.at(-1)).toMatchObject({ stage: 'node', to: { kind: 'outside' } });
  });

  test('of the outside world leaves the model where nobody stated it', () => {
    const found = trace(clusterOf('db.example.org'), 'http://a.com/');
    expect(behind(found)).toEqual(['ingress terminated', 'dns failed', 'left: backend-outside-cluster']);
    expect(found.outcome).toMatchObject({
      to: 'db.example.org:5432',
      cause: { object: { kind: 'Service', namespace: 'shop', name: 'out' }, path: 'spec.externalName' },
    });
  });

  test('that is an address needs no DNS', () => {
    const found = trace(clusterOf('192.0.2.7'), 'http://a.com/');
    expect(behind(found)).not.toContain('dns resolved');
    expect(found.outcome).toMatchObject({ kind: 'left', to: '192.0.2.7' });
  });

  test.each([
    ['http://a.com/', '502 from proxy: upstream-unresolved'],
    ['tcp://a.com:5433', 'closed: upstream-unresolved'],
  ])('that does not resolve ends %s with %s', (url, end) => {
    const found = trace(clusterOf('none.shop.svc.cluster.local'), url);
    expect(behind(found)).toEqual(['ingress terminated', 'dns failed', end]);
    expect(found.outcome.cause.message).toContain(
      'cannot resolve the name in none.shop.svc.cluster.local:5432',
    );
  });

  test('shares its ways: the probabilities of all of them sum to 1', () => {
    const { branches } = traceAll(clusterOf(byName), { url: 'http://a.com/' });
    expect(branches.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
  });
});

describe('what an ingress controller passes on', () => {
  test.each([
    [
      'tcp://a.com:5432',
      ['ingress terminated', 'node forwarded', 'pod delivered', 'connected: application-reached'],
    ],
    [
      'http://a.com:5432/x',
      ['ingress terminated', 'node forwarded', 'pod delivered', '200 from application: application-answered'],
    ],
    ['tcp://a.com:5434', ['ingress rejected', 'refused: stream-service-unusable']],
    [
      'udp://a.com:53',
      ['ingress terminated', 'node forwarded', 'pod delivered', 'delivered: application-reached'],
    ],
    [
      'https://p.com/x',
      [
        'ingress terminated',
        'service translated',
        'node forwarded',
        'pod delivered',
        '200 from application: application-answered',
      ],
    ],
    [
      'tls://p.com',
      [
        'ingress terminated',
        'service translated',
        'node forwarded',
        'pod delivered',
        'connected: application-reached',
      ],
    ],
  ])('goes on over a connection of its own: %s', (url, expected) => {
    expect(behind(trace(clusterOf(byName), url))).toEqual(expected);
  });

  test('keeps TLS and the request inside, and comes from the controller', () => {
    const found = trace(clusterOf(byName), 'https://p.com/x');
    const controller = found.hops.find(({ stage }) => stage === 'ingress');
    expect(found.hops.at(-1)).toMatchObject({
      client: controller?.packet.destination.address,
      packet: { tls: { sni: 'p.com' }, http: { host: 'p.com', target: '/x', headers: [] } },
    });
    expect(found.assumptions.map(({ code }) => code)).toContain('application-speaks-tls');
  });

  test('begins with a PROXY protocol line where the entry says so: it names who asked the controller', () => {
    const found = trace(clusterOf(byName), 'tcp://a.com:5432');
    const { source, destination } = found.hops.find(({ stage }) => stage === 'ingress')?.packet ?? {};
    expect(found.hops.at(-1)).toMatchObject({
      packet: { proxyProtocol: `PROXY TCP4 ${source?.address} ${destination?.address} 0 5432` },
    });
  });
});
