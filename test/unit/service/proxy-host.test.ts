import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import {
  isOwnAddress,
  proxyHostOf,
  servesNodePorts,
  type ProxyHost,
} from '../../../packages/core/src/service/proxy-host.js';
import { node } from '../../objects/node.js';
import { proxiedCluster } from '../../objects/proxied-cluster.js';

function hostWith(addresses: readonly { readonly type: string; readonly address: string }[]): ProxyHost {
  const manifest = { ...node('node-a', []), status: { addresses } };
  return proxyHostOf(proxiedCluster([manifest]), 'node-a');
}

describe('the addresses of a node', () => {
  const host = hostWith([
    { type: 'Hostname', address: 'node-a' },
    { type: 'ExternalIP', address: '203.0.113.2' },
    { type: 'InternalIP', address: '192.168.0.2' },
    { type: 'InternalIP', address: 'fd00:50::2' },
  ]);

  test.each([
    ['its InternalIP', '192.168.0.2', true],
    ['its InternalIP of the other family', 'fd00:50::2', true],
    ['its ExternalIP, which is translated on the way', '203.0.113.2', false],
    ['a loopback address', '127.0.0.53', true],
    ['the address of another node', '192.168.0.3', false],
  ])('%s: %s is %s', (_, address, isOwn) => {
    expect(isOwnAddress(host, address)).toBe(isOwn);
  });

  test('are its ExternalIPs when it has no others', () => {
    expect(isOwnAddress(hostWith([{ type: 'ExternalIP', address: '203.0.113.2' }]), '203.0.113.2')).toBe(
      true,
    );
  });

  test('start with the one that the proxy goes by', () => {
    expect(host.families.IPv4.nodeIP).toBe('192.168.0.2');
    expect(host.families.IPv6.nodeIP).toBe('fd00:50::2');
  });
});

describe('proxyHostOf', () => {
  const manifest = node('node-a', ['192.168.0.2', '10.9.0.2']);
  const iptables = proxiedCluster([manifest]);
  const nftables = {
    platform: { ...iptables.platform, proxy: { ...iptables.platform.proxy, mode: 'nftables' } },
    get: iptables.get.bind(iptables),
  } as Cluster;

  test('is the same value as long as node and platform are', () => {
    expect(proxyHostOf(iptables, 'node-a')).toBe(proxyHostOf(iptables, 'node-a'));
  });

  test('follows the settings of the platform', () => {
    expect(servesNodePorts(proxyHostOf(iptables, 'node-a'), '10.9.0.2')).toBe(true);
    expect(servesNodePorts(proxyHostOf(nftables, 'node-a'), '10.9.0.2')).toBe(false);
  });
});
