import { describe, expect, test } from 'vitest';
import { isInAny, isInCIDR } from '../../../packages/core/src/address/cidr.js';
import { bareMetal } from '../../../packages/core/src/provider/bare-metal.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import { kind } from '../../../packages/core/src/provider/kind.js';
import { platformByName, platformNames } from '../../../packages/core/src/provider/platform-by-name.js';

const presets = [cloud, kind, bareMetal];

describe.each(presets)('every preset', (preset) => {
  test('has the defaults of kubeadm and kube-proxy', () => {
    expect(preset()).toMatchObject({
      kubernetesMinor: 34,
      podCIDRs: ['10.244.0.0/16'],
      nodeMask: { IPv4: 24, IPv6: 64 },
      serviceCIDRs: ['10.96.0.0/12'],
      nodePortRange: { from: 30_000, to: 32_767 },
      proxy: {
        mode: 'iptables',
        masqueradeAll: false,
        detectLocal: 'ClusterCIDR',
        nodePortAddresses: null,
        localhostNodePorts: true,
      },
      dns: { clusterDomain: 'cluster.local', clusterDNS: null, resolver: 'glibc', publishHosts: true },
      egressNat: true,
    });
  });

  test('sends requests from where they can come', () => {
    const { defaultOrigin, networkCIDRs } = preset();
    expect(isInAny(networkCIDRs, defaultOrigin.address)).toBe(defaultOrigin.kind === 'network');
  });

  test('takes pods, Services and nodes from ranges of their own', () => {
    const { podCIDRs, serviceCIDRs, nodes } = preset();
    const [ours = '', others = ''] = [podCIDRs[0]?.split('/')[0], serviceCIDRs[0]?.split('/')[0]];
    expect([ours, others].map((address) => isInCIDR(nodes.internalCIDR, address))).toEqual([false, false]);
    expect(isInAny(serviceCIDRs, ours)).toBe(false);
  });
});

describe('load balancers', () => {
  test('of a cloud pass connections through to node ports, and the client stays', () => {
    expect(cloud().loadBalancers).toMatchObject({
      kind: 'passthrough',
      delivers: 'nodePort',
      preservesClient: true,
    });
  });

  test('of kind end connections, and say so in the ipMode', () => {
    expect(kind().loadBalancers).toMatchObject({
      kind: 'l4-proxy',
      delivers: 'nodePort',
      preservesClient: false,
      ipMode: 'Proxy',
    });
  });

  test('nobody provides on bare metal', () => {
    expect(bareMetal().loadBalancers).toBeNull();
  });
});

describe('platformByName', () => {
  test.each(platformNames)('%s is a preset of that name', (name) => {
    expect(platformByName(name)?.name).toBe(name);
  });

  test('knows the three', () => {
    expect(platformNames).toEqual(['cloud', 'kind', 'bare-metal']);
  });

  test('hands the options on', () => {
    expect(platformByName('kind', { nodes: 3 })?.nodes.count).toBe(3);
  });

  test('an unknown name is no platform', () => {
    expect(platformByName('mainframe')).toBeUndefined();
  });
});
