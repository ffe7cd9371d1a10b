import { describe, expect, test } from 'vitest';
import { serviceProxy } from '../../../packages/core/src/service/proxy.js';
import type { ProxiedPacket } from '../../../packages/core/src/request/packet.js';
import { emptyMemory } from '../../../packages/core/src/step/memory.js';
import { endpointSlice } from '../../objects/endpoint-slice.js';
import { node } from '../../objects/node.js';
import { pod } from '../../objects/pod.js';
import { proxiedCluster } from '../../objects/proxied-cluster.js';
import { service } from '../../objects/service.js';
import { decide, modes, type Flow } from './flow.js';
import { flows } from './flows.js';
import { masqueradeFlows } from './masquerade-flows.js';
import { nodePortFlows } from './node-port-flows.js';

const client = '198.51.100.7';

/** A packet for the cluster IP of the Service. */
function toWeb(from: string): ProxiedPacket {
  return { protocol: 'TCP', source: { address: from }, destination: { address: '172.30.0.10', port: 80 } };
}

describe('serviceProxy', () => {
  const objects = [
    node('node-a', ['192.168.0.2']),
    service('shop/web', { clusterIP: '172.30.0.10', ports: [{ port: 80 }], sessionAffinity: 'ClientIP' }),
    endpointSlice('shop/web', [{ addresses: ['10.244.1.5'] }, { addresses: ['10.244.1.6'] }]),
  ];
  test('gives every endpoint its share, its masquerade and the reason', () => {
    expect(serviceProxy(proxiedCluster(objects), 'node-a').decide(toWeb(client))).toEqual({
      verdict: 'forward',
      rule: {
        id: 'cluster-ip-cluster-policy',
        object: { kind: 'Service', namespace: 'shop', name: 'web' },
        path: 'spec.internalTrafficPolicy',
      },
      service: { kind: 'Service', namespace: 'shop', name: 'web' },
      port: { name: '', port: 80, protocol: 'TCP' },
      via: 'clusterIP',
      policy: 'Cluster',
      endpoints: ['10.244.1.5', '10.244.1.6'].map((address) => ({
        address,
        port: 8080,
        weight: 0.5,
        masquerade: true,
        masqueradeRule: { id: 'masquerade-not-a-pod' },
        skipped: [],
      })),
      leftOut: [],
    });
  });

  test('gives the endpoint alone that session affinity remembers for the client, for its time', () => {
    const endpoint = { address: '10.244.1.6', port: 8080 };
    const proxy = serviceProxy(proxiedCluster(objects), 'node-a');
    const memory = proxy.remember(toWeb(client), endpoint, { ...emptyMemory, now: 100 });
    const at = (now: number, from = client): unknown =>
      proxy.decide(toWeb(from), { memory: { ...memory, now } });
    expect(at(100 + 10_800)).toMatchObject({ endpoints: [{ ...endpoint, weight: 1 }] });
    expect(at(100 + 10_801)).toMatchObject({ endpoints: [{ weight: 0.5 }, { weight: 0.5 }] });
    expect(at(100, '198.51.100.8')).toMatchObject({ endpoints: [{ weight: 0.5 }, { weight: 0.5 }] });
  });

  test('remembers nothing of a packet that no Service takes', () => {
    const stray = { ...toWeb(client), destination: { address: '192.0.2.1', port: 80 } };
    const proxy = serviceProxy(proxiedCluster(objects), 'node-a');
    expect(proxy.remember(stray, { address: '10.244.1.6', port: 8080 }, emptyMemory)).toBe(emptyMemory);
  });

  test('takes a packet from a pod on the node to come from that pod', () => {
    const own = pod('shop/client', {}, { address: '10.244.1.9', nodeName: 'node-a' });
    const other = pod('shop/other', {}, { address: '10.244.2.9', nodeName: 'node-b' });
    const cluster = proxiedCluster([...objects, own, other], { proxy: { detectLocal: 'BridgeInterface' } });
    const proxy = serviceProxy(cluster, 'node-a');
    expect(proxy.decide(toWeb('10.244.1.9'))).toMatchObject({ endpoints: [{ masquerade: false }, {}] });
    expect(proxy.decide(toWeb('10.244.2.9'))).toMatchObject({ endpoints: [{ masquerade: true }, {}] });
    expect(proxy.decide(toWeb('10.244.1.9'), { from: 'wire' })).toMatchObject({
      endpoints: [{ masquerade: true }, {}],
    });
  });

  test('reads addresses in any spelling', () => {
    const cluster = proxiedCluster([
      node('node-a', ['fd00:50::2']),
      service('shop/web', { clusterIP: 'fd00:10:96::a', ports: [{ port: 80 }] }),
      endpointSlice('shop/web', [{ addresses: ['fd00:10:244:1::5'] }], { addressType: 'IPv6' }),
    ]);
    const destination = { address: 'FD00:10:96:0::A', port: 80 };
    const packet = { protocol: 'TCP', source: { address: 'fd00::7' }, destination } as const;
    expect(serviceProxy(cluster, 'node-a').decide(packet).verdict).toBe('forward');
  });

  test('refuses to speak for a node that does not exist', () => {
    expect(() => serviceProxy(proxiedCluster(objects), 'node-z')).toThrow(RangeError);
  });
});

describe.each(modes)('the service proxy in mode %s:', (mode) => {
  const tables = { ...flows, ...masqueradeFlows, ...nodePortFlows };
  describe.each(Object.entries(tables))('%s', (_, rows: readonly Flow[]) => {
    test.each(rows)('$rule', (flow) => {
      expect(decide(flow, mode)).toBe(typeof flow.becomes === 'string' ? flow.becomes : flow.becomes[mode]);
    });
  });
});
