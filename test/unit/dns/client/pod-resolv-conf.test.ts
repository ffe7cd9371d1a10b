import { describe, expect, test } from 'vitest';
import { podResolvConf, type KubeletDns } from '../../../../packages/core/src/dns/client/pod-resolv-conf.js';
import type { PodSpec } from '../../../../packages/core/src/object/pod.js';
import { storedPod } from './stored-pod.js';

const kubelet: KubeletDns = {
  clusterDomain: 'cluster.local',
  clusterDNS: ['10.96.0.10'],
  node: { nameservers: ['192.0.2.53'], searches: ['corp.example'], options: [{ name: 'rotate' }] },
  nodeIPs: ['192.0.2.1'],
  kubernetesMinor: 34,
};

const clusterSearches = ['shop.svc.cluster.local', 'svc.cluster.local', 'cluster.local'];
const ofCluster = {
  nameservers: ['10.96.0.10'],
  searches: [...clusterSearches, 'corp.example'],
  options: [{ name: 'ndots', value: '5' }],
};

describe('podResolvConf', () => {
  test.each<[string, Partial<PodSpec>, unknown]>([
    ['ClusterFirst asks the cluster, own namespace first', { dnsPolicy: 'ClusterFirst' }, ofCluster],
    ['ClusterFirst on the network of the host asks as the node does', { hostNetwork: true }, kubelet.node],
    [
      'ClusterFirstWithHostNet asks the cluster all the same',
      { dnsPolicy: 'ClusterFirstWithHostNet', hostNetwork: true },
      ofCluster,
    ],
    ['Default asks as the node does', { dnsPolicy: 'Default' }, kubelet.node],
    ['None asks nobody', { dnsPolicy: 'None' }, { nameservers: [], searches: [], options: [] }],
    [
      'dnsConfig is appended, and replaces options by name',
      {
        dnsConfig: {
          nameservers: ['10.96.0.10', '10.0.0.11'],
          searches: ['svc.cluster.local', 'my.example'],
          options: [{ name: 'ndots', value: '2' }, { name: 'edns0' }],
        },
      },
      {
        nameservers: ['10.96.0.10', '10.0.0.11'],
        searches: [...clusterSearches, 'corp.example', 'my.example'],
        options: [{ name: 'ndots', value: '2' }, { name: 'edns0' }],
      },
    ],
  ])('%s', (_title, spec, expected) => {
    expect(podResolvConf(storedPod(spec), kubelet)).toEqual(expected);
  });

  test('without a cluster DNS even ClusterFirst asks as the node does', () => {
    expect(podResolvConf(storedPod(), { ...kubelet, clusterDNS: [] })).toEqual(kubelet.node);
  });

  test.each([
    [['192.0.2.1'], ['127.0.0.1']],
    [['2001:db8::1'], ['::1']],
    [[], ['127.0.0.1']],
  ])('a kubelet that uses no resolver file on %j gives %j and the root', (nodeIPs, nameservers) => {
    const conf = podResolvConf(storedPod({ dnsPolicy: 'Default' }), { ...kubelet, node: null, nodeIPs });
    expect(conf).toEqual({ nameservers, searches: ['.'], options: [] });
  });

  test('a kubelet that uses no resolver file adds no domain to those of the cluster', () => {
    expect(podResolvConf(storedPod(), { ...kubelet, node: null }).searches).toEqual(clusterSearches);
  });
});

/** The search list of a pod that gives its own. */
const withSearches = (searches: readonly string[], kubernetesMinor = 34): readonly string[] => {
  const spec: Partial<PodSpec> = {
    dnsPolicy: 'None',
    dnsConfig: { nameservers: [], searches, options: [] },
  };
  return podResolvConf(storedPod(spec), { ...kubelet, kubernetesMinor }).searches;
};
const domains = (count: number, length = 3): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${index}`.padStart(length, 'd'));

describe('the limits of a resolver file', () => {
  test('three name servers are kept', () => {
    const nameservers = ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'];
    const conf = podResolvConf(
      storedPod({ dnsPolicy: 'None', dnsConfig: { nameservers, searches: [], options: [] } }),
      kubelet,
    );
    expect(conf.nameservers).toEqual(nameservers.slice(0, 3));
  });

  test('32 search domains are kept', () => {
    expect(withSearches(domains(33))).toEqual(domains(32));
  });

  test('2048 characters of search list are kept, cut between domains', () => {
    // 16 domains of 127 characters and the blanks between them are 2047.
    expect(withSearches(domains(16, 127))).toHaveLength(16);
    expect(withSearches(domains(16, 128))).toHaveLength(15);
  });

  test('before 1.28 it was 6 domains and 256 characters', () => {
    expect(withSearches(domains(7), 27)).toEqual(domains(6));
    expect(withSearches(domains(3, 90), 27)).toHaveLength(2);
  });

  test('a domain of more than 253 characters is left out, and those behind it stay', () => {
    expect(withSearches(['a'.repeat(254), 'b'.repeat(253), 'c'])).toEqual(['b'.repeat(253), 'c']);
  });
});
