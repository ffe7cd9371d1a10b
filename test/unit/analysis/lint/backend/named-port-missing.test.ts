import { describe, expect, test } from 'vitest';
import { service } from '../../../../objects/service.js';
import { barePod, deployment } from '../../../../objects/workload.js';
import { codes, exampleText, told } from './example.js';

const code = 'named-port-missing';
const withPorts = (key: string, ...names: readonly string[]) =>
  barePod(key, {
    labels: { app: 'cart' },
    pod: {
      containers: [
        { name: 'main', image: 'app', ports: names.map((name, at) => ({ name, containerPort: 7070 + at })) },
      ],
    },
  });
const to = (targetPort: string, clusterIP?: string) =>
  service('shop/cart', {
    selector: { app: 'cart' },
    ports: [
      { name: 'a', port: 80, targetPort },
      { name: 'b', port: 81, targetPort: 'grpc' },
    ],
    ...(clusterIP === undefined ? {} : { clusterIP }),
  });

describe('named-port-missing', () => {
  test('the port of the containers has another name', () => {
    expect(told(exampleText(code))).toEqual([
      `error ${code} Service shop/cart spec.ports[0].targetPort | tcp://cart.shop.svc.cluster.local:80 refused target-port-not-found`,
    ]);
  });

  test('not once they have the same', () => {
    expect(codes(exampleText(code, 'fixed'))).toEqual([]);
  });

  test('the other ports of the Service work', () => {
    expect(told([to('http'), withPorts('shop/cart', 'grpc')])).toHaveLength(1);
  });

  test('ports and EndpointSlices that somebody writes pair by name', () => {
    const text = exampleText('service-without-selector', 'fixed', {
      'ports: [{ name: postgres, port: 5432 }]\n---': 'ports: [{ name: sql, port: 5432 }]\n---',
    });
    expect(told(text)).toEqual([
      `error ${code} Service shop/database spec.ports[0].name | tcp://database.shop.svc.cluster.local:5432 refused endpoint-port-name`,
    ]);
  });

  test.each<readonly [string, readonly unknown[]]>([
    [
      'one of two workloads that has the port',
      [to('http'), withPorts('shop/old', 'grpc'), withPorts('shop/new', 'http', 'grpc')],
    ],
    ['a Service without pods at the moment', [to('http'), deployment('shop/cart', { replicas: 0 })]],
    [
      'a headless Service, whose ports nothing translates',
      [to('http', 'None'), barePod('shop/cart', { labels: { app: 'cart' } })],
    ],
  ])('not for %s', (_, objects) => {
    expect(codes(objects)).not.toContain(code);
  });
});
