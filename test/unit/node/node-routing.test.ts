import { describe, expect, test } from 'vitest';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { nodeRouting, type RoutedPacket } from '../../../packages/core/src/node/node-routing.js';
import { bareMetal } from '../../../packages/core/src/provider/bare-metal.js';
import type { Packet } from '../../../packages/core/src/request/packet.js';
import { node } from '../../objects/node.js';
import { pod } from '../../objects/pod.js';

const cluster = createCluster(
  [
    node('node-a', ['192.168.0.2']),
    node('node-b', ['192.168.0.3']),
    pod('shop/web', {}, { nodeName: 'node-b', address: '10.244.1.5' }),
  ],
  { platform: bareMetal({ egressNat: true }), admission: 'skip', settle: 'never' },
);

function route(to: string, mark?: 'masquerade', from: 'wire' | 'pod' | 'host' = 'wire'): RoutedPacket {
  const packet: Packet = {
    protocol: 'TCP',
    source: { address: '198.51.100.7' },
    destination: { address: to, port: 8080 },
    ...(mark === undefined ? {} : { mark }),
  };
  return nodeRouting(cluster, 'node-a').route(packet, from);
}

describe('nodeRouting', () => {
  test('sends a packet for a pod elsewhere to its node, as it is', () => {
    expect(route('10.244.1.5')).toMatchObject({
      kind: 'sent',
      hops: [{ rule: { id: 'route-by-destination' }, to: { kind: 'node', node: 'node-b' } }],
      packet: { source: { address: '198.51.100.7' } },
    });
  });

  test('carries a masquerade mark out', () => {
    expect(route('10.244.1.5', 'masquerade')).toMatchObject({
      kind: 'sent',
      hops: [{ rule: { id: 'masquerade-marked' } }],
      packet: { source: { address: '192.168.0.2' } },
    });
  });

  test('refuses a packet for itself on a port where nobody listens', () => {
    expect(route('192.168.0.2', 'masquerade')).toMatchObject({ kind: 'ended', outcome: { kind: 'refused' } });
  });
});
