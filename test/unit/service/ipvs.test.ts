import { describe, expect, test } from 'vitest';
import { serviceProxy } from '../../../packages/core/src/service/proxy.js';
import { endpointSlice } from '../../objects/endpoint-slice.js';
import { node } from '../../objects/node.js';
import { proxiedCluster } from '../../objects/proxied-cluster.js';
import { service, type ServiceSpecManifest } from '../../objects/service.js';
import { arrive, flight, packet } from './arrival.js';

const clusterIP = '172.30.0.10';

function cluster(spec: ServiceSpecManifest = {}, endpoints = ['10.244.1.5', '10.244.1.6']) {
  return proxiedCluster(
    [
      node('node-a', ['192.168.0.2']),
      service('shop/web', { clusterIP, ports: [{ port: 80, nodePort: 30080 }], ...spec }),
      endpointSlice(
        'shop/web',
        endpoints.map((address) => ({ addresses: [address] })),
      ),
    ],
    { proxy: { mode: 'ipvs' } },
  );
}

function verdict(to: string, port: number, spec?: ServiceSpecManifest, endpoints?: string[]): string {
  const question = {
    protocol: 'TCP',
    source: { address: '198.51.100.7' },
    destination: { address: to, port },
  } as const;
  return serviceProxy(cluster(spec, endpoints), 'node-a').decide(question).verdict;
}

describe('mode ipvs', () => {
  test.each([
    ['leads a cluster IP to endpoints', verdict(clusterIP, 80), 'forward'],
    ['leads a node port to endpoints', verdict('192.168.0.2', 30080), 'forward'],
    ['lets pass what is for no Service', verdict('192.0.2.1', 80), 'accept'],
    ['is not modelled at another port of a cluster IP', verdict(clusterIP, 81), 'unknown'],
    ['is not modelled without endpoint', verdict(clusterIP, 80, {}, []), 'unknown'],
    [
      'is not modelled with policy Local',
      verdict('192.168.0.2', 30080, { externalTrafficPolicy: 'Local' }),
      'unknown',
    ],
    [
      'is not modelled with source ranges',
      verdict(clusterIP, 80, { loadBalancerSourceRanges: ['198.51.100.0/24'] }),
      'unknown',
    ],
    ['is not modelled at a node port on loopback', verdict('127.0.0.1', 30080), 'unknown'],
    ['lets pass another port of the node', verdict('192.168.0.2', 30081), 'accept'],
  ])('%s', (_, actual, expected) => {
    expect(actual).toBe(expected);
  });

  test('takes endpoints in turn', () => {
    expect(arrive(cluster(), flight(packet('198.51.100.7', clusterIP)))).toMatchObject({ by: 'round-robin' });
  });

  test('says that it is not modelled', () => {
    expect(arrive(cluster(), flight(packet('198.51.100.7', clusterIP, 81)))).toMatchObject({
      kind: 'done',
      hops: [{ stage: 'service', mode: 'ipvs', action: 'skipped', rule: { id: 'ipvs-may-differ' } }],
      outcome: { kind: 'unknown', missing: 'proxy-mode-ipvs', cause: { code: 'proxy-mode-not-modelled' } },
    });
  });
});
