import { describe, expect, test } from 'vitest';
import { service } from '../../../../objects/service.js';
import { barePod } from '../../../../objects/workload.js';
import { codes, exampleText, told } from './example.js';

const code = 'headless-port-mismatch';
const cart = (
  ports: readonly { readonly name?: string; readonly containerPort: number }[],
  hostNetwork = false,
) =>
  barePod('shop/cart', {
    labels: { app: 'cart' },
    pod: { hostNetwork, containers: [{ name: 'main', image: 'app', ports }] },
  });
const headless = (port: number, targetPort?: number | string) =>
  service('shop/cart', {
    clusterIP: 'None',
    selector: { app: 'cart' },
    ports: [targetPort === undefined ? { port } : { port, targetPort }],
  });

describe('headless-port-mismatch', () => {
  test('nothing translates the port', () => {
    expect(told(exampleText(code))).toEqual([
      `warning ${code} Service shop/cart spec.ports[0].port | tcp://cart.shop.svc.cluster.local:80 refused nobody-listens`,
    ]);
  });

  test('not once it is that of the pods', () => {
    expect(codes(exampleText(code, 'fixed'))).toEqual([]);
  });

  test('nor into a port by name, whether that exists or not', () => {
    const pod = cart([{ name: 'http', containerPort: 7070 }]);
    expect(codes([headless(80, 'http'), pod])).toEqual([code]);
    expect(codes([headless(80, 'grpc'), pod])).toEqual([code]);
  });

  test('a port that is the target port and that nobody listens on is a matter of the target port', () => {
    expect(codes([headless(80), cart([{ containerPort: 7070 }])])).toEqual(['target-port-not-listening']);
  });

  test.each<readonly [string, readonly unknown[]]>([
    [
      'pods that listen on both ports',
      [headless(80, 7070), cart([{ containerPort: 80 }, { containerPort: 7070 }])],
    ],
    ['pods that declare no port', [headless(80, 7070), cart([])]],
    [
      'a name that nobody in the cluster can ask',
      [headless(80, 7070), cart([{ containerPort: 7070 }], true)],
    ],
  ])('not for %s', (_, objects) => {
    expect(codes(objects)).toEqual([]);
  });
});
