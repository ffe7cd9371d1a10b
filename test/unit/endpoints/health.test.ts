import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import {
  healthAnswer,
  healthCheckNodePorts,
  proxyHealth,
} from '../../../packages/core/src/endpoints/health.js';
import { conditions, endpointSlice, type EndpointManifest } from '../../objects/endpoint-slice.js';
import { node } from '../../objects/node.js';
import { proxiedCluster } from '../../objects/proxied-cluster.js';
import { service, type ServiceSpecManifest } from '../../objects/service.js';

const local = {
  type: 'LoadBalancer',
  clusterIP: '172.30.0.10',
  externalTrafficPolicy: 'Local',
  healthCheckNodePort: 32000,
  ports: [
    { name: 'http', port: 80 },
    { name: 'https', port: 443 },
  ],
} as const satisfies ServiceSpecManifest;
const ports = [
  { name: 'http', port: 8080 },
  { name: 'https', port: 8443 },
];

function clusterWith(endpoints: readonly EndpointManifest[], spec: ServiceSpecManifest = local): Cluster {
  return proxiedCluster([service('shop/web', spec), endpointSlice('shop/web', endpoints, { ports })]);
}

/** An endpoint on node-a. */
function onA(address: string, state: keyof typeof conditions = 'ready'): EndpointManifest {
  return { addresses: [address], nodeName: 'node-a', conditions: conditions[state] };
}

describe('healthCheckNodePorts', () => {
  test.each([
    ['LoadBalancer', 'Local', true],
    ['LoadBalancer', 'Cluster', false],
    ['NodePort', 'Local', false],
  ] as const)(
    'are open for type %s with externalTrafficPolicy %s: %s',
    (type, externalTrafficPolicy, isOpen) => {
      expect(
        healthCheckNodePorts(clusterWith([], { ...local, type, externalTrafficPolicy })).has(32000),
      ).toBe(isOpen);
    },
  );
});

describe('healthAnswer', () => {
  test('is 200 with the number of distinct addresses of ready endpoints on the node', () => {
    expect(healthAnswer(clusterWith([onA('10.244.1.5'), onA('10.244.1.6')]), 'node-a', 32000)).toEqual({
      status: 200,
      service: { namespace: 'shop', name: 'web' },
      localEndpoints: 2,
      serviceProxyHealthy: true,
      headers: {
        'Content-Type': 'application/json',
        'X-Content-Type-Options': 'nosniff',
        'X-Load-Balancing-Endpoint-Weight': '2',
      },
    });
  });

  test.each([
    ['endpoints on other nodes only', [{ addresses: ['10.244.2.5'], nodeName: 'node-b' }]],
    ['terminating endpoints only, although traffic falls back to them', [onA('10.244.1.5', 'terminating')]],
    ['endpoints that are not ready', [onA('10.244.1.5', 'notReady')]],
    ['an endpoint without node name', [{ addresses: ['10.244.1.5'] }]],
    ['no endpoint', []],
  ])('is 503 with %s', (_, endpoints) => {
    expect(healthAnswer(clusterWith(endpoints), 'node-a', 32000)).toMatchObject({
      status: 503,
      localEndpoints: 0,
    });
  });

  test('is 503 when the proxy is not healthy, and still counts', () => {
    const answer = healthAnswer(clusterWith([onA('10.244.1.5')]), 'node-a', 32000, {
      serviceProxyHealthy: false,
    });
    expect(answer).toMatchObject({ status: 503, localEndpoints: 1, serviceProxyHealthy: false });
  });

  test('counts endpoints of the family asked', () => {
    const cluster = clusterWith([onA('10.244.1.5')], {
      ...local,
      clusterIPs: ['172.30.0.10', 'fd00:10:96::a'],
    });
    expect(healthAnswer(cluster, 'node-a', 32000, { family: 'IPv6' })?.status).toBe(503);
    expect(healthAnswer(cluster, 'node-a', 32000, { family: 'IPv4' })?.status).toBe(200);
  });

  test('is none on a port that no Service opened', () => {
    expect(healthAnswer(clusterWith([]), 'node-a', 32001)).toBeUndefined();
  });
});

describe('proxyHealth', () => {
  const plain = node('node-a', ['192.168.0.2']);
  const taint = (key: string) => ({
    ...plain,
    spec: { ...plain.spec, taints: [{ key, value: '', effect: 'NoSchedule' }] },
  });

  test.each([
    ['a plain node', plain, true, 200, 200],
    [
      'a node that is being deleted',
      { ...plain, metadata: { ...plain.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } },
      true,
      503,
      200,
    ],
    [
      'a node that the autoscaler is about to delete',
      taint('ToBeDeletedByClusterAutoscaler'),
      true,
      503,
      200,
    ],
    ['a node with another taint', taint('example.com/other'), true, 200, 200],
    ['a proxy with stale rules', plain, false, 503, 503],
  ])('of %s', (_, manifest, isHealthy, healthz, livez) => {
    const [stored] = proxiedCluster([manifest]).list('Node');
    if (stored === undefined) throw new TypeError('no node');
    expect(proxyHealth(stored, isHealthy)).toEqual({ healthz, livez });
  });
});
