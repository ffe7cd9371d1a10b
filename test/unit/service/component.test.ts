import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { serviceComponent } from '../../../packages/core/src/service/component.js';
import { emptyMemory } from '../../../packages/core/src/step/memory.js';
import { endpointSlice, type EndpointManifest } from '../../objects/endpoint-slice.js';
import { node } from '../../objects/node.js';
import { proxiedCluster, type ProxiedPlatform } from '../../objects/proxied-cluster.js';
import { service, type ServiceSpecManifest } from '../../objects/service.js';
import { arrive, flight, packet, take } from './arrival.js';
import { endpoint } from './flow.js';

const clusterIP = '172.30.0.10';
const client = '198.51.100.7';
const podOnNodeA = '10.244.1.9';

function cluster(
  endpoints: readonly EndpointManifest[],
  { spec, platform }: { readonly spec?: ServiceSpecManifest; readonly platform?: ProxiedPlatform } = {},
): Cluster {
  return proxiedCluster(
    [
      node('node-a', ['192.168.0.2']),
      service('shop/web', { clusterIP, ports: [{ name: 'http', port: 80 }], ...spec }),
      endpointSlice('shop/web', endpoints, { ports: [{ name: 'http', port: 8080 }] }),
    ],
    platform,
  );
}

const both = [endpoint('a'), endpoint('b')];

describe('serviceComponent', () => {
  test('lets a packet pass that is not for a Service, as it is and without a hop', () => {
    const arriving = flight(packet(client, '192.0.2.1'));
    expect(arrive(cluster(both), arriving)).toEqual({
      kind: 'next',
      hops: [],
      flight: { ...arriving, at: { kind: 'leaving', node: 'node-a', from: 'wire' } },
      memory: emptyMemory,
      assumptions: [],
    });
  });

  test('chooses among endpoints at random, each as likely as the others', () => {
    expect(arrive(cluster(both), flight(packet(client, clusterIP)))).toMatchObject({
      kind: 'choose',
      of: 'endpoint',
      by: 'random',
      candidates: [{ probability: 0.5 }, { probability: 0.5 }],
    });
  });

  test('goes to the only endpoint without a choice', () => {
    const step = arrive(cluster([endpoint('a')]), flight(packet(client, clusterIP)));
    expect(step).toMatchObject({ kind: 'next', hops: [{ action: 'translated' }] });
    expect(step).not.toHaveProperty('hops.0.choice');
  });

  test('puts the endpoint into the packet, marks it for masquerade and says why', () => {
    const step = take(arrive(cluster(both), flight(packet(client, clusterIP))), 1);
    expect(step).toMatchObject({
      kind: 'next',
      flight: {
        at: { kind: 'leaving', node: 'node-a', from: 'wire' },
        packet: {
          source: { address: client },
          destination: { address: '10.244.2.5', port: 8080 },
          mark: 'masquerade',
        },
      },
      hops: [
        {
          stage: 'service',
          place: { kind: 'node', name: 'node-a' },
          node: 'node-a',
          mode: 'iptables',
          action: 'translated',
          packet: packet(client, clusterIP),
          service: { kind: 'Service', namespace: 'shop', name: 'web' },
          port: { name: 'http', port: 80, protocol: 'TCP' },
          via: 'clusterIP',
          policy: 'Cluster',
          endpoints: [
            { address: '10.244.1.5', port: 8080 },
            { address: '10.244.2.5', port: 8080 },
          ],
          leftOut: [],
          endpoint: { address: '10.244.2.5', port: 8080 },
          masquerade: true,
          masqueradeRule: { id: 'masquerade-not-a-pod' },
          changes: [{ kind: 'dnat', field: 'destination', from: '172.30.0.10:80', to: '10.244.2.5:8080' }],
          rule: {
            id: 'cluster-ip-cluster-policy',
            object: { kind: 'Service', namespace: 'shop', name: 'web' },
            path: 'spec.internalTrafficPolicy',
          },
          skipped: [],
          choice: { of: 'endpoint', by: 'random', among: 2, index: 1, probability: 0.5 },
        },
      ],
    });
  });

  test('keeps the source of a pod, and says why', () => {
    const step = take(arrive(cluster(both), flight(packet(podOnNodeA, clusterIP))), 0);
    expect(step).toMatchObject({
      hops: [{ masquerade: false, skipped: [{ code: 'no-masquerade-source-is-pod' }] }],
    });
    expect(step).not.toHaveProperty('flight.packet.mark');
    expect(step).not.toHaveProperty('hops.0.masqueradeRule');
  });

  test('marks a pod that reaches itself', () => {
    const step = arrive(cluster([endpoint('a')]), flight(packet('10.244.1.5', clusterIP)));
    expect(step).toMatchObject({
      flight: { packet: { mark: 'masquerade' } },
      hops: [{ masquerade: true, masqueradeRule: { id: 'masquerade-hairpin' }, skipped: [] }],
    });
  });

  test('keeps the door through which the packet came', () => {
    const at = { kind: 'arriving', node: 'node-a', from: 'pod' } as const;
    const step = arrive(cluster([endpoint('a')]), flight(packet(podOnNodeA, clusterIP), at));
    expect(step).toMatchObject({ flight: { at: { kind: 'leaving', node: 'node-a', from: 'pod' } } });
  });

  test('names the endpoints that are left out, and why', () => {
    const endpoints = [endpoint('a'), endpoint('b', 'notReady'), endpoint('c', 'terminating')];
    expect(arrive(cluster(endpoints), flight(packet(client, clusterIP)))).toMatchObject({
      hops: [
        {
          leftOut: [
            { endpoint: { address: '10.244.1.6', port: 8080 }, reason: 'terminating' },
            { endpoint: { address: '10.244.2.5', port: 8080 }, reason: 'not-ready' },
          ],
        },
      ],
    });
  });

  test('says why hints are not followed', () => {
    const hinted = { ...endpoint('b'), hints: { forZones: [{ name: 'zone-b' }] } };
    const step = take(arrive(cluster([endpoint('a'), hinted]), flight(packet(client, clusterIP))), 0);
    expect(step).toMatchObject({ hops: [{ skipped: [{ code: 'hints-missing-on-endpoint' }] }] });
  });

  test('refuses without endpoint', () => {
    expect(arrive(cluster([]), flight(packet(client, clusterIP)))).toMatchObject({
      kind: 'done',
      hops: [
        {
          stage: 'service',
          action: 'rejected',
          endpoints: [],
          rule: { id: 'no-endpoint', path: 'spec.ports[0]' },
        },
      ],
      outcome: {
        kind: 'refused',
        place: { kind: 'node', name: 'node-a' },
        cause: { code: 'selector-missing' },
      },
    });
  });

  test('drops without endpoint on the node, and names those that have one', () => {
    const local = { spec: { internalTrafficPolicy: 'Local' } } as const;
    expect(arrive(cluster([endpoint('b')], local), flight(packet(client, clusterIP)))).toMatchObject({
      kind: 'done',
      hops: [
        {
          action: 'dropped',
          policy: 'Local',
          endpoints: [],
          leftOut: [{ endpoint: { address: '10.244.2.5', port: 8080 }, reason: 'not-on-node' }],
          rule: { id: 'no-local-endpoint', path: 'spec.internalTrafficPolicy' },
        },
      ],
      outcome: {
        kind: 'timeout',
        cause: {
          code: 'no-local-endpoint',
          object: { kind: 'Service', namespace: 'shop', name: 'web' },
          path: 'spec.internalTrafficPolicy',
          message:
            'Service shop/web has internalTrafficPolicy Local and no ready endpoint on node-a; its endpoints are on node-b.',
          fix: 'Set spec.internalTrafficPolicy to Cluster, or run a pod of the Service on every node.',
        },
      },
    });
  });

  test('drops a source outside of the source ranges, and names the ranges', () => {
    const spec = {
      type: 'LoadBalancer',
      externalTrafficPolicy: 'Local',
      loadBalancerSourceRanges: ['192.0.2.0/24'],
    } as const;
    const web = service(
      'shop/web',
      { clusterIP, ports: [{ port: 80 }], ...spec },
      { ingress: [{ ip: '203.0.113.20' }] },
    );
    const guarded = proxiedCluster([web, endpointSlice('shop/web', [endpoint('a')])]);
    expect(arrive(guarded, flight(packet(client, '203.0.113.20')))).toMatchObject({
      hops: [{ action: 'dropped', via: 'loadBalancer', rule: { path: 'spec.loadBalancerSourceRanges' } }],
      outcome: {
        kind: 'timeout',
        cause: { code: 'source-not-in-ranges', path: 'spec.loadBalancerSourceRanges' },
      },
    });
  });

  test('in mode nftables refuses another port of a cluster IP, and names the ports that there are', () => {
    const platform = { proxy: { mode: 'nftables' } } as const;
    expect(arrive(cluster(both, { platform }), flight(packet(client, clusterIP, 81)))).toMatchObject({
      kind: 'done',
      hops: [
        {
          stage: 'service',
          action: 'rejected',
          port: { name: '', port: 81, protocol: 'TCP' },
          rule: { id: 'cluster-ip-other-port' },
        },
      ],
      outcome: {
        kind: 'refused',
        cause: {
          code: 'service-port-unknown',
          path: 'spec.ports',
          message: 'Service shop/web has no port 81/TCP (it has 80/TCP).',
        },
      },
    });
  });

  test('in mode nftables drops at an address of the service range that no Service has', () => {
    const platform = { proxy: { mode: 'nftables' } } as const;
    expect(arrive(cluster(both, { platform }), flight(packet(client, '172.30.0.99')))).toMatchObject({
      kind: 'done',
      hops: [
        { stage: 'node', action: 'dropped', rule: { id: 'cluster-ip-unallocated' }, to: { kind: 'nowhere' } },
      ],
      outcome: { kind: 'timeout', cause: { code: 'address-unused' } },
    });
  });

  test('in mode iptables drops what comes to loopback from elsewhere', () => {
    expect(arrive(cluster(both), flight(packet(client, '127.0.0.1', 22)))).toMatchObject({
      kind: 'done',
      hops: [{ stage: 'node', action: 'dropped', rule: { id: 'loopback-from-elsewhere' } }],
      outcome: { kind: 'timeout', cause: { code: 'loopback-from-elsewhere' } },
    });
  });

  test('asks the view of the proxy on its own node', () => {
    const asked: unknown[] = [];
    const views = {
      of(component: unknown) {
        asked.push(component);
        return cluster(both);
      },
    };
    serviceComponent(views, emptyMemory, flight(packet(client, clusterIP)));
    expect(asked).toEqual([{ kind: 'kube-proxy', node: 'node-a' }]);
  });

  test('decides although its view does not hold its own node yet', () => {
    const at = { kind: 'arriving', node: 'node-z', from: 'wire' } as const;
    expect(arrive(cluster([endpoint('a')]), flight(packet(client, clusterIP), at))).toMatchObject({
      kind: 'next',
    });
  });

  test('takes nothing but packets that arrive', () => {
    expect(() => arrive(cluster(both), flight(packet(client, clusterIP), { kind: 'internet' }))).toThrow(
      TypeError,
    );
  });
});
