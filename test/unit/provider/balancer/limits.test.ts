import { expect, test } from 'vitest';
import type { ServiceSpecManifest } from '../../../objects/service.js';
import { az, clusterOf, type Product, products } from './products.js';

function manyPorts(count: number): ServiceSpecManifest {
  return {
    ports: Array.from({ length: count }, (_, index) => ({ name: `p${index}`, port: 1000 + index })),
  };
}

function portsOf(...protocols: readonly ('TCP' | 'UDP' | 'SCTP')[]): ServiceSpecManifest {
  return { ports: protocols.map((protocol) => ({ name: protocol.toLowerCase(), port: 80, protocol })) };
}

const code = 'load-balancer-over-limit';

test.each<readonly [Product, number]>([
  ['nlb', 50],
  ['controller', 50],
  ['classic', 100],
  ['azure', 300],
])('a load balancer has so many listeners at most: %s %i', (product, most) => {
  const [platform, asking] = products[product];
  expect(clusterOf(platform, asking, manyPorts(most)).problems).toEqual([]);
  expect(clusterOf(platform, asking, manyPorts(most + 1)).problems).toMatchObject([{ code }]);
});

test.each<readonly [Product, ServiceSpecManifest, string]>([
  ['azure', portsOf('SCTP'), 'spec.ports[0].protocol'],
  ['google', portsOf('TCP', 'UDP'), 'spec.ports'],
])('protocols that a load balancer does not have leave the Service pending: %s', (product, spec, path) => {
  const [platform, asking] = products[product];
  expect(clusterOf(platform, asking, spec).problems).toMatchObject([{ code: 'load-balancer-pending', path }]);
});

test('Azure takes SCTP for internal load balancers', () => {
  const [platform] = products.azure;
  const told = { [`${az}load-balancer-internal`]: 'true' };
  expect(clusterOf(platform, told, portsOf('SCTP')).infrastructure).toHaveLength(1);
});
