import { describe, expect, test } from 'vitest';
import { bareMetal } from '../../../packages/core/src/provider/bare-metal.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import { kind } from '../../../packages/core/src/provider/kind.js';
import { k3d } from '../../../packages/core/src/provider/k3d.js';
import { minikube } from '../../../packages/core/src/provider/minikube.js';
import { nodesOf } from '../../../packages/core/src/provider/nodes.js';

describe('nodesOf', () => {
  test('a cloud has ready nodes in zones, with public addresses and a share of the pod range each', () => {
    const nodes = nodesOf(cloud({ nodes: 3, zones: 2 }));
    expect(nodes.map((node) => node.metadata.name)).toEqual(['node-1', 'node-2', 'node-3']);
    expect(nodes.map((node) => node.metadata.labels['topology.kubernetes.io/zone'])).toEqual([
      'zone-a',
      'zone-b',
      'zone-a',
    ]);
    expect(nodes.map((node) => node.spec.podCIDRs)).toEqual([
      ['10.244.0.0/24'],
      ['10.244.1.0/24'],
      ['10.244.2.0/24'],
    ]);
    expect(nodes[1]?.status.addresses).toEqual([
      { type: 'InternalIP', address: '10.0.0.12' },
      { type: 'ExternalIP', address: '192.0.2.12' },
      { type: 'Hostname', address: 'node-2' },
    ]);
  });

  test('the only node of kind has no taint, the control plane among several has one', () => {
    const keys = nodesOf(kind({ nodes: 3 })).map(({ spec }) => spec.taints.map(({ key }) => key));
    expect(nodesOf(kind()).map(({ spec }) => spec.taints)).toEqual([[]]);
    expect(keys).toEqual([['node-role.kubernetes.io/control-plane'], [], []]);
  });

  test.each([
    [1, []],
    [3, ['kind-control-plane']],
  ])('of %i nodes of kind load balancers keep away from %j', (count, excluded) => {
    const label = 'node.kubernetes.io/exclude-from-external-load-balancers';
    const nodes = nodesOf(kind({ nodes: count })).filter(({ metadata }) => label in metadata.labels);
    expect(nodes.map(({ metadata }) => metadata.name)).toEqual(excluded);
  });

  test('kind names its nodes by their role', () => {
    expect(nodesOf(kind({ nodes: 4 })).map((node) => node.metadata.name)).toEqual([
      'kind-control-plane',
      'kind-worker',
      'kind-worker2',
      'kind-worker3',
    ]);
  });

  test('minikube names its nodes after the profile, and keeps pods from none of them', () => {
    const nodes = nodesOf(minikube({ nodes: 3 }));
    expect(nodes.map(({ metadata }) => metadata.name)).toEqual(['minikube', 'minikube-m02', 'minikube-m03']);
    expect(nodes.flatMap(({ spec }) => spec.taints)).toEqual([]);
    expect(nodes[0]?.status.addresses[0]).toEqual({ type: 'InternalIP', address: '192.168.49.2' });
  });

  test('k3d has a server and agents on the network of docker, none of which keeps pods away', () => {
    const nodes = nodesOf(k3d({ nodes: 3 }));
    expect(nodes.map(({ metadata }) => metadata.name)).toEqual([
      'k3d-k3s-default-server-0',
      'k3d-k3s-default-agent-0',
      'k3d-k3s-default-agent-1',
    ]);
    expect(nodes.flatMap(({ spec }) => spec.taints)).toEqual([]);
    expect(nodes.map(({ status }) => status.addresses[0]?.address)).toEqual([
      '172.18.0.2',
      '172.18.0.3',
      '172.18.0.4',
    ]);
  });

  test('a node is labelled as its kubelet labels it, and as was asked for', () => {
    const [node] = nodesOf(kind({ nodeLabels: { disk: 'ssd', 'kubernetes.io/os': 'windows' } }));
    expect(node?.metadata.labels).toEqual({
      disk: 'ssd',
      'kubernetes.io/arch': 'amd64',
      'kubernetes.io/hostname': 'kind-control-plane',
      'kubernetes.io/os': 'linux',
      'node-role.kubernetes.io/control-plane': '',
    });
  });

  test('a node has a share of each pod range', () => {
    const podCIDRs = ['10.244.0.0/16', 'fd00:10:244::/48'];
    expect(nodesOf(cloud({ nodes: 2, podCIDRs })).map(({ spec }) => spec.podCIDRs)).toEqual([
      ['10.244.0.0/24', 'fd00:10:244::/64'],
      ['10.244.1.0/24', 'fd00:10:244:1::/64'],
    ]);
  });

  test('public addresses are given out as far as their range goes', () => {
    const nodes = nodesOf(cloud({ nodes: 250 }));
    const external = nodes.map(
      ({ status }) => status.addresses.find(({ type }) => type === 'ExternalIP')?.address,
    );
    expect(external.slice(243, 245)).toEqual(['192.0.2.254', undefined]);
  });

  test('machines on a LAN have no public address', () => {
    const types = nodesOf(bareMetal()).flatMap((node) =>
      node.status.addresses.map((address) => address.type),
    );
    expect(types).not.toContain('ExternalIP');
  });
});
