import { describe, expect, test } from 'vitest';
import {
  endpointsOf,
  proxiedEndpointsOf,
  type ServiceEndpoint,
} from '../../../packages/core/src/endpoints/service-endpoint.js';
import { servicePortsOf } from '../../../packages/core/src/endpoints/service-port-info.js';
import { conditions, endpointSlice, type EndpointSliceManifest } from '../../objects/endpoint-slice.js';
import { proxiedCluster } from '../../objects/proxied-cluster.js';
import { service } from '../../objects/service.js';

const http = { family: 'IPv4', name: 'http', protocol: 'TCP' } as const;
const ports = [{ name: 'http', port: 8080 }];

function endpoints(...slices: readonly EndpointSliceManifest[]): readonly ServiceEndpoint[] {
  return endpointsOf(proxiedCluster(slices).slicesOf('shop/web'), http);
}

function targets(...slices: readonly EndpointSliceManifest[]): readonly string[] {
  return endpoints(...slices).map(({ target }) => `${target.address}:${target.port}`);
}

describe('endpointsOf', () => {
  test('adds up all slices of the Service, sorted by address', () => {
    const one = endpointSlice('shop/web', [{ addresses: ['10.244.1.6'] }], { name: 'one', ports });
    const two = endpointSlice('shop/web', [{ addresses: ['10.244.1.5'] }], { name: 'two', ports });
    expect(targets(one, two)).toEqual(['10.244.1.5:8080', '10.244.1.6:8080']);
  });

  test.each([
    ['of another name', { ports: [{ name: 'https', port: 8443 }] }],
    ['of another protocol', { ports: [{ name: 'http', protocol: 'UDP', port: 8080 }] }],
    ['without number', { ports: [{ name: 'http' }] }],
    ['with number 0', { ports: [{ name: 'http', port: 0 }] }],
  ] as const)('ignores a port %s', (_, options) => {
    expect(targets(endpointSlice('shop/web', [{ addresses: ['10.244.1.5'] }], options))).toEqual([]);
  });

  test.each(['IPv6', 'FQDN'] as const)('ignores a slice of type %s for IPv4', (addressType) => {
    expect(
      targets(endpointSlice('shop/web', [{ addresses: ['10.244.1.5'] }], { addressType, ports })),
    ).toEqual([]);
  });

  test('takes only the first address of an endpoint', () => {
    const slice = endpointSlice(
      'shop/web',
      [{ addresses: ['10.244.1.5', '10.244.1.6'] }, { addresses: [] }],
      { ports },
    );
    expect(targets(slice)).toEqual(['10.244.1.5:8080']);
  });

  test('reads conditions left out as ready, serving and not terminating', () => {
    expect(endpoints(endpointSlice('shop/web', [{ addresses: ['10.244.1.5'] }], { ports }))).toMatchObject([
      { isReady: true, isServing: true, isTerminating: false },
    ]);
  });

  test('counts an address and port once, and prefers the entry that is not terminating', () => {
    const leaving = endpointSlice(
      'shop/web',
      [{ addresses: ['10.244.1.5'], conditions: conditions.terminating }],
      {
        name: 'a',
        ports,
      },
    );
    const fresh = { ...leaving, endpoints: [{ addresses: ['10.244.1.5'], conditions: conditions.notReady }] };
    for (const slices of [
      [leaving, { ...fresh, metadata: { ...fresh.metadata, name: 'b' } }],
      [{ ...leaving, metadata: { ...leaving.metadata, name: 'b' } }, fresh],
    ]) {
      expect(endpoints(...slices)).toMatchObject([{ isTerminating: false }]);
    }
  });

  test('counts an address under two port numbers as two endpoints', () => {
    const one = endpointSlice('shop/web', [{ addresses: ['10.244.1.5'] }], { name: 'one', ports });
    const two = endpointSlice('shop/web', [{ addresses: ['10.244.1.5'] }], {
      name: 'two',
      ports: [{ name: 'http', port: 9090 }],
    });
    expect(targets(one, two)).toEqual(['10.244.1.5:8080', '10.244.1.5:9090']);
  });
});

describe('proxiedEndpointsOf', () => {
  const web = service('shop/web', { clusterIP: '172.30.0.10', ports: [{ name: 'http', port: 80 }] });

  test('ignores slices of another proxy and headless ones', () => {
    const cluster = proxiedCluster([
      web,
      endpointSlice('shop/web', [{ addresses: ['10.244.1.5'] }], { name: 'ours', ports }),
      endpointSlice('shop/web', [{ addresses: ['10.244.1.6'] }], {
        name: 'other',
        ports,
        labels: { 'service.kubernetes.io/service-proxy-name': 'other' },
      }),
      endpointSlice('shop/web', [{ addresses: ['10.244.1.7'] }], {
        name: 'headless',
        ports,
        labels: { 'service.kubernetes.io/headless': '' },
      }),
    ]);
    const [port] = cluster.list('Service').flatMap(servicePortsOf);
    if (port === undefined) throw new TypeError('no service port');
    const found = proxiedEndpointsOf(cluster.slicesOf('shop/web'), port);
    expect(found.map(({ target }) => target.address)).toEqual(['10.244.1.5']);
    expect(proxiedEndpointsOf(cluster.slicesOf('shop/web'), port)).toBe(found);
  });
});
