import { describe, expect, test } from 'vitest';
import { cloud } from '../../../../../packages/core/src/provider/cloud.js';
import { service } from '../../../../objects/service.js';
import { barePod, deployment, type PodSpecManifest } from '../../../../objects/workload.js';
import { codes, exampleText, found, told } from './example.js';

const code = 'target-port-not-listening';
const declaring = (...numbers: readonly number[]): PodSpecManifest => ({
  containers: [{ name: 'main', image: 'app', ports: numbers.map((containerPort) => ({ containerPort })) }],
});
const to = (targetPort: number, protocol: 'TCP' | 'UDP' = 'TCP') =>
  service('shop/cart', { selector: { app: 'cart' }, ports: [{ port: 80, targetPort, protocol }] });

describe('target-port-not-listening', () => {
  test('the pods declare another port', () => {
    expect(told(exampleText(code))).toEqual([
      `warning ${code} Service shop/cart spec.ports[0].targetPort | tcp://cart.shop.svc.cluster.local:80 refused nobody-listens`,
    ]);
  });

  test('not once it is that one', () => {
    expect(codes(exampleText(code, 'fixed'))).toEqual([]);
  });

  test('the port of another protocol is another port', () => {
    const objects = [to(7070, 'UDP'), deployment('shop/cart', { pod: declaring(7070) })];
    expect(told(objects)[0]).toContain('udp://cart.shop.svc.cluster.local:80 refused nobody-listens');
  });

  test('one of two workloads refuses', () => {
    const old = barePod('shop/old', { labels: { app: 'cart' }, pod: declaring(7070) });
    const next = barePod('shop/zoo', { labels: { app: 'cart' }, pod: declaring(8080) });
    expect(found([to(7070), old, next])[0]?.message).toContain('Pod zoo declares 8080/TCP');
  });

  test('it is sure where the platform says on what they listen', () => {
    const applications = [
      { selector: { matchLabels: { app: 'cart' }, matchExpressions: [] }, listens: [9090] },
    ];
    const objects = [to(7070), barePod('shop/cart', { labels: { app: 'cart' } })];
    expect(told(objects, cloud({ applications }))).toEqual([expect.stringMatching(/^error /)]);
    expect(found(objects, cloud({ applications }))[0]?.message).toContain('listens on 9090');
  });

  test.each<readonly [string, readonly unknown[]]>([
    ['pods that declare no port at all', [to(7070), barePod('shop/cart', { labels: { app: 'cart' } })]],
    ['pods that are not there', [to(7070), deployment('shop/cart', { replicas: 0, pod: declaring(8080) })]],
    [
      'the port of a sidecar',
      [
        to(15001),
        barePod('shop/cart', {
          labels: { app: 'cart' },
          pod: {
            ...declaring(7070),
            initContainers: [
              { name: 'proxy', image: 'proxy', restartPolicy: 'Always', ports: [{ containerPort: 15001 }] },
            ],
          },
        }),
      ],
    ],
  ])('not for %s', (_, objects) => {
    expect(codes(objects)).not.toContain(code);
  });
});
