import { describe, expect, test } from 'vitest';
import { admitted, manifest, problemsOf } from '../admitted.js';

const ports = [{ port: 80 }];

describe('a Service that says nothing', () => {
  test('is of type ClusterIP, without affinity, and reaches every endpoint', () => {
    expect(admitted('Service', { spec: { ports } })).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'web',
        namespace: 'default',
        uid: '',
        labels: {},
        annotations: {},
        ownerReferences: [],
      },
      spec: {
        type: 'ClusterIP',
        ports: [{ name: '', protocol: 'TCP', port: 80, targetPort: 80 }],
        clusterIP: '',
        clusterIPs: [],
        ipFamilies: [],
        externalIPs: [],
        externalTrafficPolicy: 'Cluster',
        internalTrafficPolicy: 'Cluster',
        publishNotReadyAddresses: false,
        sessionAffinity: 'None',
        sessionAffinityTimeoutSeconds: 10_800,
        loadBalancerSourceRanges: [],
        allocateLoadBalancerNodePorts: true,
      },
      status: { loadBalancer: { ingress: [] } },
    });
  });
});

describe('what a Service leaves open', () => {
  test.each<[string, Parameters<typeof admitted>[1], unknown]>([
    ['a target port is the port', { ports }, { ports: [{ targetPort: 80 }] }],
    [
      'a target port of 0 is the port',
      { ports: [{ port: 80, targetPort: 0 }] },
      { ports: [{ targetPort: 80 }] },
    ],
    [
      'a target port without name is the port',
      { ports: [{ port: 80, targetPort: '' }] },
      { ports: [{ targetPort: 80 }] },
    ],
    ['a protocol is TCP', { ports: [{ port: 80, protocol: '' }] }, { ports: [{ protocol: 'TCP' }] }],
    ['a single cluster IP makes the list', { ports, clusterIP: '10.0.0.7' }, { clusterIPs: ['10.0.0.7'] }],
    [
      'None makes the list as well',
      { ports, clusterIP: 'None' },
      { clusterIP: 'None', clusterIPs: ['None'] },
    ],
    [
      'affinity lasts three hours',
      { ports, sessionAffinity: 'ClientIP' },
      { sessionAffinityTimeoutSeconds: 10_800 },
    ],
    [
      'affinity lasts as long as it says',
      { ports, sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 5 } } },
      { sessionAffinityTimeoutSeconds: 5 },
    ],
    ['a selector that is null is none', { ports, selector: null }, { ports: [{ port: 80 }] }],
    ['a type that is empty is ClusterIP', { ports, type: '' }, { type: 'ClusterIP' }],
  ])('%s', (_, spec, expected) => {
    expect(admitted('Service', { spec }).spec).toMatchObject(expected as object);
  });

  test('an address of a load balancer is a VIP', () => {
    const status = { loadBalancer: { ingress: [{ ip: '203.0.113.1' }, { hostname: 'lb.example.com' }] } };
    expect(
      admitted('Service', { spec: { type: 'LoadBalancer', ports }, status }).status.loadBalancer.ingress,
    ).toEqual([{ ip: '203.0.113.1', ipMode: 'VIP' }, { hostname: 'lb.example.com' }]);
  });

  test('settings of an affinity that is off are dropped, and not in silence', () => {
    const spec = { ports, sessionAffinityConfig: { clientIP: { timeoutSeconds: 5 } } };
    expect(problemsOf(manifest('Service', { spec }))).toEqual([
      'notice: spec.sessionAffinityConfig: Forbidden: the API server drops it when session affinity is None',
    ]);
    expect(admitted('Service', { spec }).spec.sessionAffinityTimeoutSeconds).toBe(10_800);
  });
});
