import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import {
  explainService,
  type ServiceExplanation,
} from '../../../packages/core/src/service/explain-service.js';
import type { ServiceHop } from '../../../packages/core/src/trace/hop.js';
import { endpointSlice } from '../../objects/endpoint-slice.js';
import { node } from '../../objects/node.js';
import { proxiedCluster } from '../../objects/proxied-cluster.js';
import { service, type ServiceSpecManifest } from '../../objects/service.js';
import { arrive, flight, packet, take } from './arrival.js';
import { endpoint } from './flow.js';

const loadBalancer = '203.0.113.20';

function cluster(spec: ServiceSpecManifest = {}): Cluster {
  const ports = [{ name: 'http', port: 8080 }];
  return proxiedCluster([
    node('node-a', ['192.168.0.2']),
    service(
      'shop/web',
      { type: 'LoadBalancer', clusterIP: '172.30.0.10', ports: [{ name: 'http', port: 80 }], ...spec },
      { ingress: [{ ip: loadBalancer }] },
    ),
    endpointSlice('shop/web', [endpoint('a'), { ...endpoint('b', 'notReady'), zone: 'zone-b' }], {
      name: 'web-1',
      ports,
    }),
    endpointSlice('shop/web', [{ addresses: ['fd00::5'] }], { name: 'web-2', ports, addressType: 'IPv6' }),
    endpointSlice('shop/web', [endpoint('c')], { name: 'web-3', ports: [{ name: 'https', port: 8443 }] }),
    endpointSlice('shop/web', [endpoint('c')], {
      name: 'web-4',
      ports,
      labels: { 'service.kubernetes.io/service-proxy-name': 'other' },
    }),
  ]);
}

function serviceHop(of: Cluster, to: string): ServiceHop {
  const step = take(arrive(of, flight(packet('198.51.100.7', to))), 0);
  const hop = step.kind === 'choose' ? undefined : step.hops[0];
  if (hop?.stage !== 'service') throw new TypeError('no service hop');
  return hop;
}

function explain(to: string, spec?: ServiceSpecManifest): ServiceExplanation {
  const of = cluster(spec);
  return explainService(of, serviceHop(of, to));
}

describe('explainService', () => {
  test('lists every endpoint of the service port, and why it may not be chosen', () => {
    expect(explain('172.30.0.10').endpoints).toEqual([
      { endpoint: { address: '10.244.1.5', port: 8080 }, nodeName: 'node-a' },
      {
        endpoint: { address: '10.244.2.5', port: 8080 },
        nodeName: 'node-b',
        zone: 'zone-b',
        leftOut: 'not-ready',
      },
    ]);
  });

  test('lists the slices that give the service port nothing, and why', () => {
    expect(explain('172.30.0.10').slices).toEqual([
      { slice: { kind: 'EndpointSlice', namespace: 'shop', name: 'web-2' }, reason: 'other-family' },
      { slice: { kind: 'EndpointSlice', namespace: 'shop', name: 'web-3' }, reason: 'other-port' },
      { slice: { kind: 'EndpointSlice', namespace: 'shop', name: 'web-4' }, reason: 'other-proxy' },
    ]);
  });

  test.each([
    [
      'at a cluster IP',
      '172.30.0.10',
      {},
      [
        'external-policy-not-for-cluster-ip',
        'no-drop-not-load-balancer-address',
        'no-reject-endpoint-exists',
        'no-affinity',
      ],
    ],
    [
      'at a load balancer address without source ranges',
      loadBalancer,
      {},
      [
        'internal-policy-for-cluster-ip-only',
        'no-drop-no-source-ranges',
        'no-reject-endpoint-exists',
        'no-affinity',
      ],
    ],
    [
      'at a load balancer address with source ranges',
      loadBalancer,
      {
        loadBalancerSourceRanges: ['198.51.100.0/24'],
        externalTrafficPolicy: 'Local',
        sessionAffinity: 'ClientIP',
      },
      [
        'internal-policy-for-cluster-ip-only',
        'no-drop-source-in-ranges',
        'no-reject-endpoint-exists',
        'no-drop-local-endpoint-exists',
        'client-not-kept',
      ],
    ],
    [
      'at a load balancer address whose source ranges leave the client out',
      loadBalancer,
      { loadBalancerSourceRanges: ['192.0.2.0/24'] },
      ['internal-policy-for-cluster-ip-only'],
    ],
  ] as const)('lists the checks that were passed %s', (_, to, spec, codes) => {
    expect(explain(to, spec).skipped.map(({ code }) => code)).toEqual(codes);
  });

  test('says nothing of session affinity where the hop itself does: the client is kept', () => {
    const of = cluster({ sessionAffinity: 'ClientIP' });
    const skipped = [{ code: 'no-choice-client-kept' } as const];
    const codes = explainService(of, { ...serviceHop(of, '172.30.0.10'), skipped }).skipped.map(
      ({ code }) => code,
    );
    expect(codes).not.toContain('client-not-kept');
    expect(codes).not.toContain('no-affinity');
  });

  test('has nothing to say about a connection that the node tracks: no rule was asked', () => {
    const hop: ServiceHop = { ...serviceHop(cluster(), '172.30.0.10'), rule: { id: 'connection-known' } };
    expect(explainService(cluster(), hop)).toEqual({ endpoints: [], slices: [], skipped: [] });
  });

  test('has nothing to say about a Service that is gone', () => {
    const hop = serviceHop(cluster(), '172.30.0.10');
    expect(explainService(proxiedCluster([]), hop)).toEqual({ endpoints: [], slices: [], skipped: [] });
  });
});
