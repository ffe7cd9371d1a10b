import { describe, expect, test } from 'vitest';
import { isInAny, isInCIDR } from '../../../packages/core/src/address/cidr.js';
import { aws } from '../../../packages/core/src/provider/aws.js';
import { azure } from '../../../packages/core/src/provider/azure.js';
import { bareMetal } from '../../../packages/core/src/provider/bare-metal.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import { gcp } from '../../../packages/core/src/provider/gcp.js';
import { hetzner } from '../../../packages/core/src/provider/hetzner.js';
import { k3d } from '../../../packages/core/src/provider/k3d.js';
import { k3s } from '../../../packages/core/src/provider/k3s.js';
import { kind } from '../../../packages/core/src/provider/kind.js';
import { metallb } from '../../../packages/core/src/provider/metallb.js';
import { minikube } from '../../../packages/core/src/provider/minikube.js';
import { platformByName, platformNames } from '../../../packages/core/src/provider/platform-by-name.js';

const presets = [aws, azure, bareMetal, cloud, gcp, hetzner, k3d, k3s, kind, metallb, minikube];

describe.each(presets)('every preset', (preset) => {
  test('has the ranges of kubeadm, or of k3s', () => {
    const { name, podCIDRs, serviceCIDRs } = preset();
    const ranges =
      name === 'k3s' || name === 'k3d' ? ['10.42.0.0/16', '10.43.0.0/16'] : ['10.244.0.0/16', '10.96.0.0/12'];
    expect([...podCIDRs, ...serviceCIDRs]).toEqual(ranges);
  });

  test('has the defaults of kubeadm and kube-proxy', () => {
    expect(preset()).toMatchObject({
      kubernetesMinor: 34,
      nodeMask: { IPv4: 24, IPv6: 64 },
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
    expect(cloud().loadBalancers?.controllers).toMatchObject([
      { name: 'generic', kind: 'passthrough', delivers: 'nodePort', preservesClient: true },
    ]);
  });

  test.each([
    ['aws', ['aws-load-balancer-controller', 'aws-cloud-provider']],
    ['gcp', ['gce', 'gce-ingress']],
    ['azure', ['azure-cloud-provider']],
    ['hetzner', ['hcloud-cloud-controller-manager']],
    ['kind', ['cloud-provider-kind']],
    ['k3s', ['servicelb']],
    ['k3d', ['servicelb']],
    ['metallb', ['metallb']],
  ])('of %s are made by %s', (name, controllers) => {
    expect(platformByName(name)?.loadBalancers?.controllers.map((controller) => controller.name)).toEqual(
      controllers,
    );
  });

  test('of minikube are made while its tunnel runs', () => {
    expect(minikube().loadBalancers).toBeNull();
    expect(minikube({ tunnel: 'vm' }).loadBalancers?.controllers).toEqual([
      { name: 'minikube-tunnel', driver: 'vm' },
    ]);
  });

  test('nobody provides on bare metal', () => {
    expect(bareMetal().loadBalancers).toBeNull();
  });
});

describe('platformByName', () => {
  test.each(platformNames)('%s is a preset of that name', (name) => {
    expect(platformByName(name)?.name).toBe(name);
  });

  test('knows every preset, the generic one first', () => {
    expect(platformNames).toEqual([
      'cloud',
      'aws',
      'gcp',
      'azure',
      'hetzner',
      'kind',
      'k3s',
      'k3d',
      'minikube',
      'metallb',
      'bare-metal',
    ]);
  });

  test('hands the options on', () => {
    expect(platformByName('kind', { nodes: 3 })?.nodes.count).toBe(3);
  });

  test('an unknown name is no platform', () => {
    expect(platformByName('mainframe')).toBeUndefined();
  });
});
