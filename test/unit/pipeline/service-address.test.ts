import { describe, expect, test } from 'vitest';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { traceRequest } from '../../../packages/core/src/pipeline/trace-request.js';
import { bareMetal } from '../../../packages/core/src/provider/bare-metal.js';
import { internet, network, type Origin } from '../../../packages/core/src/request/origin.js';
import type { Outcome } from '../../../packages/core/src/trace/outcome.js';
import { service } from '../../objects/service.js';
import { barePod } from '../../objects/workload.js';

const clusterIP = '10.96.7.7';
const externalIP = '198.51.100.10';
const loadBalancer = '198.51.100.20';

const cluster = createCluster(
  [
    service(
      'shop/web',
      {
        type: 'LoadBalancer',
        clusterIP,
        externalIPs: [externalIP],
        selector: { app: 'web' },
        ports: [{ port: 80 }],
      },
      { ingress: [{ ip: loadBalancer }] },
    ),
    barePod('shop/web', { labels: { app: 'web' } }),
  ],
  { platform: bareMetal() },
);

function outcomeOf(address: string, from: Origin): Outcome {
  return traceRequest(cluster, { url: `http://${address}/`, from }).outcome;
}

describe.each([
  ['the internet', internet()],
  ['the network of the nodes', network('192.168.1.200')],
])('asked from %s', (_, from) => {
  test.each([
    ['a cluster IP', clusterIP, 'unroutable', 'cluster-ip-from-outside', 'spec.clusterIP'],
    ['an external IP', externalIP, 'unknown', 'service-address-route-unknown', 'spec.externalIPs'],
    [
      'a load balancer address that nobody provides',
      loadBalancer,
      'unknown',
      'service-address-route-unknown',
      'status.loadBalancer.ingress',
    ],
  ])('%s is %3$s', (_name, address, kind, code, path) => {
    expect(outcomeOf(address, from)).toMatchObject({
      kind,
      cause: { code, path, object: { kind: 'Service', namespace: 'shop', name: 'web' } },
    });
  });

  test('an address of the service range that no Service has is unroutable', () => {
    const { kind, cause } = outcomeOf('10.96.99.99', from);
    expect([kind, cause.code, cause.object]).toEqual(['unroutable', 'cluster-ip-from-outside', undefined]);
  });
});

describe('a packet that the network brings to a node', () => {
  test.each([externalIP, loadBalancer])('is served at %s', (address) => {
    const from: Origin = { kind: 'address', address: '203.0.113.7', node: 'node-1' };
    expect(outcomeOf(address, from)).toMatchObject({ kind: 'response', status: 200 });
  });
});
