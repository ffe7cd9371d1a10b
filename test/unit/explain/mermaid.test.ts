import { describe, expect, test } from 'vitest';
import { mermaid } from '../../../packages/core/src/explain/index.js';
import { clientHop, loadBalancerHop, lost, sampleTrace, serviceHop, traceOf } from './sample-trace.js';

const lines = mermaid(sampleTrace).split('\n');

describe('mermaid', () => {
  test('is a sequence diagram of the request', () => {
    expect(lines.slice(0, 2)).toEqual(['sequenceDiagram', '  title GET https://shop.example.com/cart']);
  });

  test('has a participant a place, in the order of the way', () => {
    expect(lines.filter((line) => line.includes('participant'))).toEqual([
      '  participant p1 as the internet',
      '  participant p2 as DNS server kube-system/coredns-0',
      '  participant p3 as load balancer of service/ingress-nginx/controller',
      '  participant p4 as node node-1',
      '  participant p5 as pod ingress-nginx/controller-0 on node-1',
      '  participant p6 as pod shop/cart-0 on node-2',
    ]);
  });

  test('has an arrow a hop, and notes of what changed', () => {
    expect(lines).toContain(
      '  p1->>p3: load balancer of service/ingress-nginx/controller, listener 443/TCP: to node node-1 (1 of 2 nodes healthy)',
    );
    expect(lines).toContain('  Note over p4: destination 198.51.100.1:443 → 10.244.1.5:443 (dnat)');
  });

  test('asks for names and comes back to the client', () => {
    expect(lines).toContain('  p1->>p2: shop.example.com?');
    expect(lines).toContain('  p2-->>p1: shop.example.com is 198.51.100.1, after 4 queries');
  });

  test('ends with what comes back to the client', () => {
    expect(lines.at(-2)).toBe('  p6-->>p1: 200 from the application in pod shop/cart-0 on node-2');
  });

  test('an answer that never comes is a cross', () => {
    const diagram = mermaid(traceOf([clientHop, loadBalancerHop, serviceHop], lost));
    expect(diagram).toContain('  p3--xp1: no answer: lost at node node-2');
  });

  test('escapes what Mermaid would read', () => {
    expect(lines.find((line) => line.includes('listens on 7070'))).toContain('7070#59; it sees');
  });
});
