import { describe, expect, test } from 'vitest';
import { bareMetal } from '../../../packages/core/src/provider/bare-metal.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import { nodesOf } from '../../../packages/core/src/provider/nodes.js';
import type { PlatformOptions } from '../../../packages/core/src/provider/options.js';

describe('an option', () => {
  test('of a group leaves the others of the group as they are', () => {
    const { proxy, dns, nodes, nodePortRange, nodeMask } = cloud({
      proxy: { mode: 'nftables' },
      dns: { nodeResolvConf: { search: ['example.com'] } },
      nodes: { count: 2 },
      nodePortRange: { to: 30_999 },
      nodeMask: { IPv4: 25 },
    });
    expect(proxy).toEqual({ ...cloud().proxy, mode: 'nftables' });
    expect(dns.nodeResolvConf).toEqual({ ...cloud().dns.nodeResolvConf, search: ['example.com'] });
    expect(nodes).toEqual({ ...cloud().nodes, count: 2 });
    expect(nodePortRange).toEqual({ from: 30_000, to: 30_999 });
    expect(nodeMask).toEqual({ IPv4: 25, IPv6: 64 });
  });

  test.each([
    ['a number of nodes', { nodes: 5 }, { nodes: { count: 5 } }],
    ['a number of zones', { zones: 2 }, { nodes: { zones: ['zone-a', 'zone-b'] } }],
    ['zones by name', { zones: ['eu-1a'] }, { nodes: { zones: ['eu-1a'] } }],
    ['labels of all nodes', { nodeLabels: { disk: 'ssd' } }, { nodes: { labels: { disk: 'ssd' } } }],
    ['another version', { kubernetesMinor: 33 }, { kubernetesMinor: 33 }],
    ['no load balancers', { loadBalancers: null }, { loadBalancers: null }],
    [
      'another origin',
      { defaultOrigin: { kind: 'network', address: '10.0.0.200' } },
      { defaultOrigin: { address: '10.0.0.200' } },
    ],
    [
      'another network of nodes',
      { nodes: { internalCIDR: '10.9.0.0/24' } },
      { networkCIDRs: ['10.9.0.0/24'] },
    ],
    ['networks that are routed to it', { networkCIDRs: ['10.0.0.0/8'] }, { networkCIDRs: ['10.0.0.0/8'] }],
    [
      'records in any spelling of their names',
      { dns: { records: [{ name: 'Shop.Example.com.', type: 'A', data: '192.0.2.1' }] } },
      { dns: { records: [{ name: 'shop.example.com', type: 'A', data: '192.0.2.1' }] } },
    ],
  ] as const)('may say: %s', (_what, options: PlatformOptions, platform) => {
    expect(cloud(options)).toMatchObject(platform);
  });

  test('may take the public addresses from nodes', () => {
    const types = nodesOf(cloud({ nodes: { externalCIDR: null } })).flatMap(({ status }) =>
      status.addresses.map(({ type }) => type),
    );
    expect(types).not.toContain('ExternalIP');
  });

  test('leaves the options as they were given', () => {
    const options = Object.freeze({
      proxy: Object.freeze({ mode: 'ipvs' as const }),
      zones: Object.freeze(['z']),
    });
    expect(cloud(options)).toEqual(cloud(options));
  });
});

describe('a value that cannot be', () => {
  test.each([
    ['nodes.count: 0 ', { nodes: 0 }],
    ['nodes.count: 2.5 ', { nodes: 2.5 }],
    ['zones: 27 ', { zones: 27 }],
    ['zones: 1.5 ', { zones: 1.5 }],
    ['kubernetesMinor: 1.34 ', { kubernetesMinor: 1.34 }],
    ['podCIDRs[0]: 10.244.0.0 ', { podCIDRs: ['10.244.0.0'] }],
    ['podCIDRs: nothing ', { podCIDRs: [] }],
    ['serviceCIDRs: 10.96.0.0/12, 10.0.0.0/12 ', { serviceCIDRs: ['10.96.0.0/12', '10.0.0.0/12'] }],
    ['nodePortRange: 32000 ', { nodePortRange: { from: 32_000, to: 31_000 } }],
    ['nodePortRange.from: 0 ', { nodePortRange: { from: 0 } }],
    ['proxy.mode: userspace ', { proxy: { mode: 'userspace' } }],
    ['proxy.nodePortAddresses[0]: primary ', { proxy: { nodePortAddresses: ['primary'] } }],
    ['dns.clusterDNS: kube-dns ', { dns: { clusterDNS: 'kube-dns' } }],
    ['dns.records[0].type: MX ', { dns: { records: [{ name: 'a', type: 'MX', data: 'b' }] } }],
    ['defaultOrigin.address: home ', { defaultOrigin: { kind: 'internet', address: 'home' } }],
    [
      'applications[0].status: 42 ',
      { applications: [{ selector: { matchLabels: {}, matchExpressions: [] }, status: 42 }] },
    ],
    ['nodes: podCIDRs 10.244.0.0/16 has room for 256 nodes', { nodes: 257 }],
    ['nodes: podCIDRs 10.244.0.0/16 has room for 0 nodes', { nodeMask: { IPv4: 8 } }],
    [
      'nodes: nodes.internalCIDR 10.0.0.0/28 has room for 4 nodes',
      { nodes: { count: 5, internalCIDR: '10.0.0.0/28' } },
    ],
  ])('is a RangeError: %s', (message, options) => {
    expect(() => cloud(options as PlatformOptions)).toThrow(RangeError);
    expect(() => cloud(options as PlatformOptions)).toThrow(message);
  });

  test.each([
    ['a platform has no option node', { node: 3 }],
    ['proxy: there is no modus', { proxy: { modus: 'ipvs' } }],
    ['nodes.count: 3 is no number', { nodes: { count: '3' } }],
    ['egressNat: no is neither true nor false', { egressNat: 'no' }],
    ['podCIDRs: 10.0.0.0/8 is no list', { podCIDRs: '10.0.0.0/8' }],
    ['proxy.mode: undefined is no text', { proxy: { mode: undefined } }],
    ['loadBalancers.name: undefined is no text', { loadBalancers: {} }],
    ['nodes.labels.disk: 1 is no text', { nodeLabels: { disk: 1 } }],
    ['applications[0]: [] is no record', { applications: [[]] }],
  ])('is a TypeError when the type is wrong: %s', (message, options) => {
    expect(() => cloud(options as unknown as PlatformOptions)).toThrow(TypeError);
    expect(() => cloud(options as unknown as PlatformOptions)).toThrow(message);
  });

  test('is found whatever the preset', () => {
    expect(() => bareMetal({ nodes: 245, podCIDRs: ['10.0.0.0/8'] })).toThrow(
      '192.168.1.0/24 has room for 244 nodes',
    );
    expect(() => bareMetal({ nodes: 244, podCIDRs: ['10.0.0.0/8'] })).not.toThrow();
  });
});
