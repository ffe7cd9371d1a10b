import { describe, expect, test } from 'vitest';
import { clusterDnsAddress, clusterDnsService } from '../../../packages/core/src/dns/cluster-dns.js';
import { service } from '../../objects/service.js';
import { dnsCluster } from './dns-cluster.js';

const at = (clusterIP: string) =>
  service('kube-system/kube-dns', { clusterIP, ports: [{ port: 53, protocol: 'UDP' }] });

describe('clusterDnsAddress', () => {
  test.each([
    ['is what the platform says', [at('10.96.0.11')], '10.96.0.12', '10.96.0.12'],
    ['is that of the Service kube-dns otherwise', [at('10.96.0.11')], null, '10.96.0.11'],
    ['is the tenth of the service range without one', [], null, '10.96.0.10'],
    ['is the tenth of the service range where that Service is headless', [at('None')], null, '10.96.0.10'],
  ])('%s', (_title, objects, clusterDNS, address) => {
    expect(clusterDnsAddress(dnsCluster(objects, { clusterDNS }))).toBe(address);
  });
});

describe('clusterDnsService', () => {
  test('is whichever Service holds the address', () => {
    const own = service('dns/coredns', { clusterIP: '10.96.0.12', ports: [{ port: 53, protocol: 'UDP' }] });
    const cluster = dnsCluster([own], { clusterDNS: '10.96.0.12' });
    expect(clusterDnsService(cluster)?.metadata.name).toBe('coredns');
    expect(clusterDnsService(dnsCluster([own]))).toBeUndefined();
  });
});
