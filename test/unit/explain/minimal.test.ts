import { describe, expect, test } from 'vitest';
import type { Hop, NodeHop } from '@kubehop/core';
import { explain } from '../../../packages/core/src/explain/index.js';
import {
  answered,
  clientHop,
  lost,
  nodeHop,
  podHop,
  sampleTrace,
  serviceHop,
  traceOf,
} from './sample-trace.js';

function minimalLines(...hops: readonly Hop[]): readonly string[] {
  return explain(traceOf(hops, answered), { depth: 'minimal' }).split('\n').slice(1, -1);
}

describe('explain in depth minimal', () => {
  test('has a line a hop and one for the outcome', () => {
    expect(explain(sampleTrace, { depth: 'minimal' }).split('\n')).toEqual([
      'GET https://shop.example.com/cart',
      'client sent from internet',
      'dns resolved shop.example.com',
      'load-balancer forwarded service/ingress-nginx/controller 443/TCP',
      'service translated Service ingress-nginx/controller 443/TCP by loadBalancer',
      'ingress terminated Ingress shop/shop to Service shop/cart port http',
      'pod delivered Deployment shop/cart port 7070',
      'response 200 application-answered',
    ]);
  });

  test('holds nothing allocated: no address, node or generated name', () => {
    const text = explain(sampleTrace, { depth: 'minimal' });
    const allocated = [/\d+\.\d+\.\d+\.\d+/, /node-\d/, /cart-0/, /controller-0/, /coredns-0/];
    expect(allocated.filter((pattern) => pattern.test(text))).toEqual([]);
  });

  test('leaves out nodes that only pass the packet on, for that depends on where pods run', () => {
    const received: NodeHop = {
      ...nodeHop,
      action: 'received',
      rule: { id: 'received-from-wire' },
      to: { kind: 'host' },
    };
    expect(minimalLines(clientHop, received, nodeHop, podHop)).toEqual([
      'client sent from internet',
      'pod delivered Deployment shop/cart port 7070',
    ]);
  });

  test.each<readonly [string, Partial<NodeHop>, string]>([
    [
      'hands it to a hostNetwork pod',
      { action: 'received', rule: { id: 'host-network' } },
      'node received host-network',
    ],
    ['has a hostPort', { action: 'translated', rule: { id: 'host-port' } }, 'node translated host-port'],
    [
      'refuses',
      { action: 'rejected', rule: { id: 'nobody-listens-on-node' } },
      'node rejected nobody-listens-on-node',
    ],
  ])('tells of a node that %s', (_, node, line) => {
    expect(minimalLines({ ...nodeHop, ...node })).toEqual([line]);
  });

  test('tells whether the service proxy masquerades', () => {
    expect(minimalLines({ ...serviceHop, masquerade: true })).toEqual([
      'service translated Service ingress-nginx/controller 443/TCP by loadBalancer with masquerade',
    ]);
  });

  test('names a bare pod itself', () => {
    const bare = Object.fromEntries(
      Object.entries(podHop).filter(([name]) => name !== 'workload'),
    ) as unknown as Hop;
    expect(minimalLines(bare)).toEqual(['pod delivered Pod shop/cart-0 port 7070']);
  });

  test('ends with kind and cause of the outcome', () => {
    expect(explain(traceOf([], lost), { depth: 'minimal' }).split('\n').at(-1)).toBe(
      'timeout no-local-endpoint',
    );
  });
});
