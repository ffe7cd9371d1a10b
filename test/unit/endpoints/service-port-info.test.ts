import { describe, expect, test } from 'vitest';
import {
  servicePortsOf,
  type ServicePortInfo,
} from '../../../packages/core/src/endpoints/service-port-info.js';
import { proxiedCluster } from '../../objects/proxied-cluster.js';
import { service, type ServiceManifest } from '../../objects/service.js';

const ports = [{ port: 80 }];

function portsOf(manifest: ServiceManifest): readonly ServicePortInfo[] {
  return proxiedCluster([manifest]).list('Service').flatMap(servicePortsOf);
}

function onlyPortOf(manifest: ServiceManifest): ServicePortInfo | undefined {
  const found = portsOf(manifest);
  expect(found).toHaveLength(1);
  return found[0];
}

describe('servicePortsOf', () => {
  test('gives a port for each name and protocol of a Service', () => {
    const manifest = service('shop/dns', {
      clusterIP: '172.30.0.10',
      ports: [
        { name: 'dns', protocol: 'UDP', port: 53, nodePort: 30053 },
        { name: 'dns-tcp', protocol: 'TCP', port: 53 },
      ],
    });
    expect(portsOf(manifest)).toMatchObject([
      {
        key: 'shop/dns',
        name: 'dns',
        protocol: 'UDP',
        port: 53,
        nodePort: 30053,
        clusterIP: '172.30.0.10',
        index: 0,
      },
      { key: 'shop/dns', name: 'dns-tcp', protocol: 'TCP', port: 53, nodePort: undefined, index: 1 },
    ]);
  });

  test('is the same value as long as the Service is', () => {
    const services = proxiedCluster([service('shop/web', { clusterIP: '172.30.0.10', ports })]).list(
      'Service',
    );
    expect(services).toHaveLength(1);
    for (const stored of services) expect(servicePortsOf(stored)).toBe(servicePortsOf(stored));
  });

  test.each([
    ['a headless Service', service('shop/web', { clusterIP: 'None', ports })],
    ['a Service that has no cluster IP yet', service('shop/web', { ports })],
    ['an ExternalName', service('shop/web', { type: 'ExternalName', clusterIP: '172.30.0.10', ports })],
    [
      'a Service of another proxy, whatever the value of the label',
      service(
        'shop/web',
        { clusterIP: '172.30.0.10', ports },
        { labels: { 'service.kubernetes.io/service-proxy-name': '' } },
      ),
    ],
    [
      'a Service that is headless by its label',
      service(
        'shop/web',
        { clusterIP: '172.30.0.10', ports },
        { labels: { 'service.kubernetes.io/headless': '' } },
      ),
    ],
  ])('leaves out %s', (_, manifest) => {
    expect(portsOf(manifest)).toEqual([]);
  });

  test('takes part in a family only with a cluster IP of it', () => {
    const dual = service('shop/web', {
      clusterIP: '172.30.0.10',
      clusterIPs: ['172.30.0.10', 'fd00:10:96::a'],
      ports,
    });
    expect(portsOf(dual).map(({ family, clusterIP }) => `${family} ${clusterIP}`)).toEqual([
      'IPv4 172.30.0.10',
      'IPv6 fd00:10:96::a',
    ]);
    const single = service('shop/web', { clusterIP: 'fd00:10:96::a', ports });
    expect(portsOf(single).map(({ family }) => family)).toEqual(['IPv6']);
  });

  test('ignores addresses and source ranges of the other family', () => {
    const manifest = service(
      'shop/web',
      {
        type: 'LoadBalancer',
        clusterIP: '172.30.0.10',
        ports,
        externalIPs: ['203.0.113.10', '2001:db8::10'],
        loadBalancerSourceRanges: ['2001:db8::/32', '198.51.100.0/24'],
      },
      { ingress: [{ ip: '2001:db8::20' }, { ip: '203.0.113.20' }] },
    );
    expect(onlyPortOf(manifest)).toMatchObject({
      externalIPs: ['203.0.113.10'],
      loadBalancerVIPs: ['203.0.113.20'],
      loadBalancerSourceRanges: ['198.51.100.0/24'],
    });
  });

  test('takes load balancer addresses from the status: none for a host name, none with ipMode Proxy', () => {
    const manifest = service(
      'shop/web',
      { type: 'LoadBalancer', clusterIP: '172.30.0.10', ports },
      {
        ingress: [
          { hostname: 'lb.example.com' },
          { ip: '203.0.113.20', ipMode: 'Proxy' },
          { ip: '203.0.113.21', ipMode: 'VIP' },
          { ip: '203.0.113.22' },
        ],
      },
    );
    expect(onlyPortOf(manifest)?.loadBalancerVIPs).toEqual(['203.0.113.21', '203.0.113.22']);
  });

  test('cuts blanks off source ranges and reads leading zeros as decimal', () => {
    const manifest = service('shop/web', {
      type: 'LoadBalancer',
      clusterIP: '172.30.0.010',
      ports,
      externalIPs: ['203.000.113.010'],
      loadBalancerSourceRanges: [' 198.051.100.000/024 '],
    });
    expect(onlyPortOf(manifest)).toMatchObject({
      clusterIP: '172.30.0.10',
      externalIPs: ['203.0.113.10'],
      loadBalancerSourceRanges: ['198.51.100.0/24'],
    });
  });

  test.each([
    [
      'a node port',
      service('shop/web', { clusterIP: '172.30.0.10', ports: [{ port: 80, nodePort: 30080 }] }),
    ],
    [
      'an external IP',
      service('shop/web', { clusterIP: '172.30.0.10', ports, externalIPs: ['203.0.113.10'] }),
    ],
    [
      'a load balancer address',
      service('shop/web', { clusterIP: '172.30.0.10', ports }, { ingress: [{ ip: '203.0.113.20' }] }),
    ],
  ])('is accessible from outside with %s', (_, manifest) => {
    expect(onlyPortOf(manifest)?.isExternallyAccessible).toBe(true);
    const local = { ...manifest, spec: { ...manifest.spec, externalTrafficPolicy: 'Local' as const } };
    expect(onlyPortOf(local)?.isExternalPolicyLocal).toBe(true);
  });

  test('ignores externalTrafficPolicy when it is not accessible from outside', () => {
    const manifest = service('shop/web', { clusterIP: '172.30.0.10', ports, externalTrafficPolicy: 'Local' });
    expect(onlyPortOf(manifest)).toMatchObject({
      isExternallyAccessible: false,
      isExternalPolicyLocal: false,
    });
  });

  test('keeps clients only with session affinity, 10800 seconds unless told otherwise', () => {
    const spec = { clusterIP: '172.30.0.10', ports };
    const sticky = { ...spec, sessionAffinity: 'ClientIP' } as const;
    const config = { sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } } };
    expect(onlyPortOf(service('shop/web', spec))?.affinityTimeoutSeconds).toBeUndefined();
    expect(onlyPortOf(service('shop/web', sticky))?.affinityTimeoutSeconds).toBe(10800);
    expect(onlyPortOf(service('shop/web', { ...sticky, ...config }))?.affinityTimeoutSeconds).toBe(60);
  });
});
