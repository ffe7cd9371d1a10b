import { describe, expect, test } from 'vitest';
import { serviceProxy, type ProxyDecision } from '../../../packages/core/src/service/proxy.js';
import { endpointSlice } from '../../objects/endpoint-slice.js';
import { node } from '../../objects/node.js';
import { proxiedCluster } from '../../objects/proxied-cluster.js';
import { service } from '../../objects/service.js';

const shared = '203.0.113.20';
const nodeA = node('node-a', ['192.168.0.2']);

function ask(objects: readonly unknown[], to: string, port: number): ProxyDecision {
  const packet = {
    protocol: 'TCP',
    source: { address: '198.51.100.7' },
    destination: { address: to, port },
  } as const;
  return serviceProxy(proxiedCluster([nodeA, ...objects]), 'node-a').decide(packet);
}

describe('a packet', () => {
  test('at an address that Services share is for the one with the port', () => {
    const balancer = { ingress: [{ ip: shared }] };
    const objects = [
      service(
        'shop/web',
        { type: 'LoadBalancer', clusterIP: '172.30.0.10', ports: [{ port: 80 }] },
        balancer,
      ),
      service(
        'shop/api',
        { type: 'LoadBalancer', clusterIP: '172.30.0.11', ports: [{ port: 81 }] },
        balancer,
      ),
      endpointSlice('shop/web', [{ addresses: ['10.244.1.5'] }]),
      endpointSlice('shop/api', [{ addresses: ['10.244.1.6'] }]),
    ];
    expect(ask(objects, shared, 81)).toMatchObject({ service: { name: 'api' }, via: 'loadBalancer' });
  });

  test('at an address that is a cluster IP, and an external IP of another Service, is for the cluster IP', () => {
    const objects = [
      service('shop/api', { clusterIP: '172.30.0.11', ports: [{ port: 80 }], externalIPs: ['172.30.0.12'] }),
      service('shop/web', { clusterIP: '172.30.0.12', ports: [{ port: 80 }] }),
    ];
    expect(ask(objects, '172.30.0.12', 80)).toMatchObject({ service: { name: 'web' }, via: 'clusterIP' });
  });

  test('at an external IP that is a load balancer address too is for the external IP', () => {
    const web = service(
      'shop/web',
      { type: 'LoadBalancer', clusterIP: '172.30.0.10', ports: [{ port: 80 }], externalIPs: [shared] },
      { ingress: [{ ip: shared }] },
    );
    expect(ask([web], shared, 80)).toMatchObject({ via: 'externalIP' });
  });

  test('for a Service of another proxy is no service traffic', () => {
    const labels = { 'service.kubernetes.io/service-proxy-name': 'other' };
    const web = service('shop/web', { clusterIP: '172.30.0.10', ports: [{ port: 80 }] }, { labels });
    expect(ask([web], '172.30.0.10', 80)).toEqual({ verdict: 'accept', rule: { id: 'not-service-traffic' } });
  });
});
