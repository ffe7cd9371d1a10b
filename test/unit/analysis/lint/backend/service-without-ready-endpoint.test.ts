import { describe, expect, test } from 'vitest';
import { service } from '../../../../objects/service.js';
import { deployment, job } from '../../../../objects/workload.js';
import { node } from '../../../../objects/node.js';
import { codes, exampleText, told } from './example.js';

const code = 'service-without-ready-endpoint';
const cart = service('shop/cart', { selector: { app: 'cart' }, ports: [{ port: 80, targetPort: 7070 }] });
const onDisks = deployment('shop/cart', { pod: { nodeSelector: { disk: 'ssd' } } });

describe('service-without-ready-endpoint', () => {
  test('the only pod is not ready', () => {
    expect(told(exampleText(code))).toEqual([
      `error ${code} Service shop/cart spec.selector | tcp://cart.shop.svc.cluster.local:80 refused pods-not-ready`,
    ]);
  });

  test('not once it is ready', () => {
    expect(codes(exampleText(code, 'fixed'))).toEqual([]);
  });

  test('no pod fits a node', () => {
    expect(codes([cart, onDisks, node('node-1', ['10.0.0.11'])])).toContain(code);
  });

  test.each<readonly [string, string | readonly unknown[]]>([
    ['pods that do not fit nodes that were made up', [cart, onDisks]],
    ['the pods of a Job that is done', [cart, job('shop/cart')]],
    ['a pod that ran to its end', exampleText(code, 'broken', { 'phase: Running': 'phase: Succeeded' })],
    [
      'pods that are deleted',
      exampleText(code, 'broken', {
        'name: cart, namespace: shop, labels: { app: cart }':
          'name: cart, namespace: shop, labels: { app: cart }, deletionTimestamp: "2026-01-01T00:00:00Z", deletionGracePeriodSeconds: 30',
      }),
    ],
    [
      'a Service that has pods as endpoints before they are ready',
      exampleText(code, 'broken', {
        'selector: { app: cart }': 'publishNotReadyAddresses: true\n  selector: { app: cart }',
      }),
    ],
  ])('not for %s', (_, input) => {
    expect(codes(input)).not.toContain(code);
  });
});
