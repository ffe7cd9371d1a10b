import { describe, expect, test } from 'vitest';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';
import { bareMetal } from '../../../../packages/core/src/provider/bare-metal.js';
import { kind } from '../../../../packages/core/src/provider/kind.js';
import { endpointSlice } from '../../../objects/endpoint-slice.js';
import { node } from '../../../objects/node.js';
import { service } from '../../../objects/service.js';
import { barePod, deployment } from '../../../objects/workload.js';
import { settled } from '../settled.js';

function codesOf(cluster: ReturnType<typeof settled>): readonly string[] {
  return cluster.assumptions.map((assumption) => assumption.code);
}

/** A pod of a dump, which says where it is. */
function dumped(name: string, nodeName: string, hostIP?: string): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', creationTimestamp: '2024-01-01T00:00:00Z' },
    spec: { nodeName, containers: [{ name: 'main', image: 'app' }] },
    status: {
      phase: 'Running',
      ...(hostIP !== undefined && { hostIP }),
      podIP: '172.31.1.5',
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  };
}

describe('makeUp', () => {
  test('an empty cluster gets nodes, the Service of the API server and a cluster DNS, and says so', () => {
    const cluster = settled([]);
    expect(cluster.list('Node')).toHaveLength(3);
    expect(cluster.get('Service', 'default/kubernetes')?.spec).toMatchObject({ clusterIP: '10.96.0.1' });
    expect(cluster.get('Service', 'kube-system/kube-dns')?.spec).toMatchObject({
      clusterIP: '10.96.0.10',
      ports: [
        { name: 'dns', port: 53, protocol: 'UDP' },
        { name: 'dns-tcp', port: 53, protocol: 'TCP' },
        { name: 'metrics', port: 9153, protocol: 'TCP' },
      ],
    });
    expect(cluster.slicesOf('kube-system/kube-dns').flatMap((slice) => slice.endpoints)).toHaveLength(2);
    expect(codesOf(cluster)).toEqual([
      'nodes-made-up',
      'api-server-made-up',
      'cluster-dns-made-up',
      'pods-become-ready',
    ]);
    expect(cluster.problems).toEqual([]);
    for (const { message, state } of cluster.assumptions) expect([message, state]).not.toContain(undefined);
  });

  test('nothing is made up that is given', () => {
    const cluster = settled([
      node('mine', ['192.168.1.5'], { podCIDRs: ['10.244.0.0/24'] }),
      service('default/kubernetes', { clusterIP: '10.96.0.1', ports: [{ port: 443 }] }),
      endpointSlice('default/kubernetes', [{ addresses: ['192.168.1.5'] }]),
      service(
        'kube-system/coredns',
        { ports: [{ port: 53, protocol: 'UDP' }] },
        { labels: { 'k8s-app': 'kube-dns' } },
      ),
    ]);
    expect(codesOf(cluster)).toEqual([]);
    expect(cluster.list('Pod')).toEqual([]);
  });

  test('a Service at the address that pods ask is the cluster DNS, whatever its name', () => {
    const cluster = settled([service('dns/mine', { clusterIP: '10.96.0.10', ports: [{ port: 53 }] })]);
    expect(codesOf(cluster)).not.toContain('cluster-dns-made-up');
  });

  test('what is given of DNS and of the API server is completed, not replaced', () => {
    const labels = { 'k8s-app': 'kube-dns' };
    const cluster = settled([
      service('default/kubernetes', {
        clusterIP: '10.96.0.1',
        ports: [{ name: 'https', port: 443, targetPort: 443 }],
      }),
      deployment('kube-system/coredns', { replicas: 1, image: 'mine', labels }),
    ]);
    expect(cluster.get('Deployment', 'kube-system/coredns')?.spec.replicas).toBe(1);
    expect(cluster.slicesOf('kube-system/kube-dns').flatMap((slice) => slice.endpoints)).toHaveLength(1);
    expect(cluster.slicesOf('default/kubernetes')[0]?.ports).toMatchObject([{ port: 443 }]);
  });

  test('DNS pods of a dump get the Service, and no others beside them', () => {
    const cluster = settled([barePod('kube-system/coredns-x', { labels: { 'k8s-app': 'kube-dns' } })]);
    expect(cluster.list('Pod', 'kube-system')).toHaveLength(1);
    expect(cluster.slicesOf('kube-system/kube-dns').flatMap((slice) => slice.endpoints)).toHaveLength(1);
  });

  test('the platform may name another address for DNS', () => {
    const platform = bareMetal({ dns: { clusterDNS: '10.96.0.99' } });
    const cluster = createCluster([], { platform });
    expect(cluster.get('Service', 'kube-system/kube-dns')?.spec.clusterIP).toBe('10.96.0.99');
  });

  test('pods of a dump without nodes lead to the nodes that they name, with the addresses that they tell', () => {
    const cluster = settled([dumped('a', 'ip-10-0-1-5', '10.0.1.5'), dumped('b', 'ip-10-0-2-7')]);
    expect(cluster.list('Node').map(({ metadata }) => metadata.name)).toEqual(['ip-10-0-1-5', 'ip-10-0-2-7']);
    expect(cluster.nodeByAddress('10.0.1.5')?.metadata.labels['kubernetes.io/hostname']).toBe('ip-10-0-1-5');
    expect(cluster.get('Node', 'ip-10-0-2-7')?.status.addresses).toHaveLength(2);
  });

  test('pods on nodes of the platform leave these as they are', () => {
    expect(settled([barePod('shop/web', { pod: { nodeName: 'node-2' } })]).list('Node')).toHaveLength(3);
  });

  test('the API server is a pod of the control plane node where there is one', () => {
    const cluster = createCluster([], { platform: kind({ nodes: 2 }) });
    const [slice] = cluster.slicesOf('default/kubernetes');
    const controlPlane = cluster.get('Node', 'kind-control-plane');
    expect(slice?.endpoints[0]?.addresses).toEqual([controlPlane?.status.addresses[0]?.address]);
    expect(cluster.podsByHostPort('kind-control-plane', 6443).map(({ metadata }) => metadata.name)).toEqual([
      'kube-apiserver-kind-control-plane',
    ]);
  });

  test('elsewhere it stands outside of the nodes', () => {
    const cluster = settled([]);
    const [address = ''] = cluster.slicesOf('default/kubernetes')[0]?.endpoints[0]?.addresses ?? [];
    expect(address).toBe('192.168.1.254');
    expect(cluster.nodeByAddress(address)).toBeUndefined();
  });
});
