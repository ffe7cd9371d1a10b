import { describe, expect, test } from 'vitest';
import type { AllTraces, Branch, Outcome } from '@kubehop/core';
import { traceApiVersion } from '@kubehop/core';
import { explainAll } from '../../../packages/core/src/explain/index.js';
import {
  answered,
  clientHop,
  loadBalancerHop,
  lost,
  podHop,
  request,
  serviceHop,
  traceOf,
} from './sample-trace.js';

function allOf(...branches: readonly Branch[]): AllTraces {
  return { apiVersion: traceApiVersion, kind: 'AllTraces', request, branches, outcomes: [] };
}

function answeredBy(name: string, probability: number): Branch {
  const outcome: Outcome = { ...answered, place: { kind: 'pod', namespace: 'shop', name, node: 'node-2' } };
  return { trace: traceOf([clientHop, podHop], outcome), probability };
}

const all = allOf(
  { trace: traceOf([clientHop, loadBalancerHop, serviceHop], lost), probability: 0.25 },
  answeredBy('cart-0', 0.25),
  answeredBy('cart-1', 0.25),
  answeredBy('cart-0', 0.25),
);

describe('explainAll', () => {
  test('a summary has each outcome with its share, where it comes about, and why it is bad', () => {
    expect(explainAll(all, { depth: 'summary' })).toBe(
      [
        'GET https://shop.example.com/cart',
        '4 ways, 2 outcomes',
        '',
        '⇒     75 % 200 from the application',
        '      50 % pod shop/cart-0 on node-2',
        '      25 % pod shop/cart-1 on node-2',
        '',
        '⇒     25 % no answer',
        '      25 % node node-2',
        '  Node node-2 has no endpoint. (no-local-endpoint, Service ingress-nginx/controller spec.externalTrafficPolicy)',
        '  Fix: Run a pod on every node, or set externalTrafficPolicy to Cluster.',
      ].join('\n'),
    );
  });

  test('one way and one outcome are counted as such', () => {
    expect(explainAll(allOf(answeredBy('cart-0', 1)), { depth: 'summary' })).toContain('1 way, 1 outcome\n');
  });

  test('not every place of an outcome is listed', () => {
    const branches = Array.from({ length: 25 }, (_, index) => answeredBy(`cart-${index}`, 0.04));
    const text = explainAll(allOf(...branches), { depth: 'summary' });
    expect(text.match(/pod shop\//g)).toHaveLength(10);
    expect(text).toContain('           and 15 other places');
  });

  test('everything is a summary and one way to each outcome', () => {
    const text = explainAll(all);
    expect(text.startsWith(explainAll(all, { depth: 'summary' }))).toBe(true);
    expect(text).toContain('\nA way to 200 from the application\n\n 1. client ');
    expect(text).toContain('\nA way to no answer\n\n 1. client ');
  });

  test('in depth minimal ways that read alike are one', () => {
    expect(explainAll(all, { depth: 'minimal' })).toBe(
      [
        '75 %',
        'GET https://shop.example.com/cart',
        'client sent from internet',
        'pod delivered Deployment shop/cart port 7070',
        'response 200 application-answered',
        '',
        '25 %',
        'GET https://shop.example.com/cart',
        'client sent from internet',
        'load-balancer forwarded service/ingress-nginx/controller 443/TCP',
        'service translated Service ingress-nginx/controller 443/TCP by loadBalancer',
        'timeout no-local-endpoint',
      ].join('\n'),
    );
  });
});
