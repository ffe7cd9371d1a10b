import { describe, expect, test } from 'vitest';
import type { Hop } from '@kubehop/core';
import { hopText } from '../../../packages/core/src/explain/hop-text.js';
import {
  clientHop,
  dnsHop,
  ingressHop,
  loadBalancerHop,
  nodeHop,
  podHop,
  serviceHop,
} from './sample-trace.js';

/** A hop without one of its optional fields. */
function without<H extends Hop>(hop: H, ...fields: readonly (keyof H)[]): Hop {
  return Object.fromEntries(
    Object.entries(hop).filter(([name]) => !fields.some((field) => field === name)),
  ) as Hop;
}

describe('hopText', () => {
  test.each<readonly [string, Hop, string]>([
    ['a client', clientHop, 'the internet sends to shop.example.com:443'],
    ['a name that resolves', dnsHop, 'shop.example.com is 198.51.100.1, after 4 queries'],
    [
      'a name that does not',
      { ...dnsHop, action: 'failed', addresses: [], queries: dnsHop.queries.slice(0, 1) },
      'shop.example.com has no address, after 1 query',
    ],
    [
      'a load balancer that passes on',
      loadBalancerHop,
      'load balancer of service/ingress-nginx/controller, listener 443/TCP: to node node-1 (1 of 2 nodes healthy)',
    ],
    [
      'a load balancer that is a proxy',
      { ...loadBalancerHop, action: 'terminated' },
      'load balancer of service/ingress-nginx/controller, listener 443/TCP: ends the connection and opens one to node node-1 (1 of 2 nodes healthy)',
    ],
    [
      'a load balancer that looks at no target',
      without({ ...loadBalancerHop, action: 'dropped', targets: [] }, 'target'),
      'load balancer of service/ingress-nginx/controller, listener 443/TCP: dropped',
    ],
    [
      'a load balancer whose targets are pods',
      {
        ...loadBalancerHop,
        target: 'shop/web-1',
        targets: [
          { name: 'shop/web-1', node: 'node-1', address: '10.244.1.5', port: 80, healthy: true, reason: '' },
        ],
      },
      'load balancer of service/ingress-nginx/controller, listener 443/TCP: to pod shop/web-1 (1 of 1 pods healthy)',
    ],
    ['a node with the pod', nodeHop, 'node node-1 passes the packet to its pod ingress-nginx/controller-0'],
    [
      'a node that receives',
      { ...nodeHop, to: { kind: 'host' } },
      'node node-1 receives the packet on 10.244.1.5:443',
    ],
    [
      'a node on the way to another',
      { ...nodeHop, to: { kind: 'node', node: 'node-2' } },
      'node node-1 passes the packet to node node-2',
    ],
    [
      'the public address of a node',
      { ...nodeHop, to: { kind: 'node', node: 'node-1' } },
      'the network translates the public address of node node-1',
    ],
    [
      'the way out',
      { ...nodeHop, to: { kind: 'outside' } },
      'node node-1 sends the packet out of the cluster',
    ],
    [
      'the way to nowhere',
      { ...nodeHop, to: { kind: 'nowhere' } },
      'node node-1 has nowhere to send the packet',
    ],
    [
      'a node on which nobody listens',
      { ...nodeHop, action: 'rejected', to: { kind: 'nowhere' } },
      'node node-1 refuses: nobody listens on 10.244.1.5:443',
    ],
    [
      'a Service with one endpoint',
      serviceHop,
      'Service ingress-nginx/controller port 443/TCP (https), by its load balancer address: to 10.244.1.5:443, its only endpoint',
    ],
    [
      'a Service with several endpoints, reached by its cluster IP',
      {
        ...serviceHop,
        via: 'clusterIP',
        port: { name: '', port: 80, protocol: 'TCP' },
        endpoints: [...serviceHop.endpoints, { address: '10.244.2.9', port: 443 }],
      },
      'Service ingress-nginx/controller port 80/TCP, by its cluster IP: to 10.244.1.5:443, one of 2 endpoints',
    ],
    [
      'a Service that refuses',
      without({ ...serviceHop, action: 'rejected', via: 'nodePort' }, 'endpoint'),
      'Service ingress-nginx/controller port 443/TCP (https), by its node port: rejected',
    ],
    [
      'an external IP',
      without({ ...serviceHop, action: 'dropped', via: 'externalIP' }, 'endpoint'),
      'Service ingress-nginx/controller port 443/TCP (https), by its external IP: dropped',
    ],
    [
      'policies',
      {
        stage: 'network-policy',
        place: podHop.place,
        action: 'allowed',
        packet: podHop.packet,
        changes: [],
        rule: { id: 'process-listens' },
        skipped: [],
        direction: 'ingress',
        pod: podHop.pod,
      },
      'policies of Pod shop/cart-0 (ingress): allowed',
    ],
    [
      'an ingress controller that routes',
      ingressHop,
      'ingress-nginx 1.15.1, server shop.example.com path /cart (Prefix) of Ingress shop/shop: to Service shop/cart port http',
    ],
    [
      'an ingress controller that answers itself',
      without({ ...ingressHop, action: 'answered', server: '_' }, 'backend', 'location', 'ingress'),
      'ingress-nginx 1.15.1 answers itself from the catch-all server',
    ],
    [
      'an ingress controller of which it is not known what it does',
      without({ ...ingressHop, action: 'terminated', server: '_' }, 'backend', 'location', 'ingress'),
      'ingress-nginx 1.15.1 takes the connection',
    ],
    [
      'a pod that listens',
      podHop,
      'Pod shop/cart-0, container cart listens on 7070; it sees the client as 10.244.1.5',
    ],
    [
      'a pod that does not',
      without({ ...podHop, action: 'rejected' }, 'container'),
      'Pod shop/cart-0 does not listen on 7070',
    ],
  ])('%s', (_, hop, text) => {
    expect(hopText(hop)).toBe(text);
  });
});
