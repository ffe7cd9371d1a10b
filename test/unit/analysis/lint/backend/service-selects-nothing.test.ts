import { describe, expect, test } from 'vitest';
import { service } from '../../../../objects/service.js';
import { barePod, deployment, job, statefulSet } from '../../../../objects/workload.js';
import { codes, exampleText, found, told } from './example.js';

const code = 'service-selects-nothing';
const ports = [{ port: 80, targetPort: 7070 }];
const cart = (selector: Readonly<Record<string, string>>) => service('shop/cart', { selector, ports });
const web = barePod('shop/web', { labels: { app: 'web' } });

/** A resource of an operator. */
const custom = (apiVersion: string, kind: string) => ({
  apiVersion,
  kind,
  metadata: { name: 'cart', namespace: 'shop' },
  spec: {},
});

describe('service-selects-nothing', () => {
  test('a selector with a slip: every connection is refused', () => {
    expect(told(exampleText(code))).toEqual([
      `error ${code} Service shop/cart spec.selector | tcp://cart.shop.svc.cluster.local:80 refused selector-matches-no-pod`,
    ]);
    expect(found(exampleText(code))[0]?.fix).toContain('pods there have app=cart');
  });

  test('not once it is the label of the pods', () => {
    expect(told(exampleText(code, 'fixed'))).toEqual([]);
  });

  test('the name of a headless Service leads nowhere', () => {
    const headless = service('shop/cart', { clusterIP: 'None', selector: { app: 'cart' }, ports });
    expect(told([headless, web])).toEqual([
      `error ${code} Service shop/cart spec.selector | tcp://cart.shop.svc.cluster.local:80 dns-error headless-without-endpoints`,
    ]);
  });

  test('pods of another namespace are not selected', () => {
    const objects = [service('default/cart', { selector: { app: 'web' }, ports }), web];
    expect(found(objects)).toMatchObject([
      { code, fix: expect.stringContaining('namespace shop') as string },
    ]);
  });

  test('one finding a Service, however many ports it has', () => {
    const two = [
      { name: 'a', port: 80 },
      { name: 'b', port: 81, protocol: 'UDP' as const },
    ];
    expect(codes([service('shop/cart', { selector: { app: 'cart' }, ports: two }), web])).toEqual([code]);
  });

  test.each<readonly [string, readonly unknown[]]>([
    [
      'a workload that is scaled down to nothing',
      [cart({ app: 'cart' }), deployment('shop/cart', { replicas: 0 })],
    ],
    [
      'a workload that makes no pods yet',
      [cart({ app: 'cart' }), deployment('shop/cart', { spec: { paused: true } }), web],
    ],
    [
      'a Job that is not run yet',
      [cart({ app: 'cart' }), job('shop/cart', { spec: { suspend: true } }), web],
    ],
    ['a namespace of which only the Services were given', [cart({ app: 'cart' })]],
    [
      'a name outside of the cluster',
      [service('shop/cart', { type: 'ExternalName', externalName: 'cart.example' }), web],
    ],
    [
      'pods of a controller that is not known',
      [cart({ app: 'cart' }), web, custom('argoproj.io/v1alpha1', 'Rollout')],
    ],
    ['a label that the pods give themselves', [cart({ app: 'db', role: 'primary' }), statefulSet('shop/db')]],
  ])('not for %s', (_, objects) => {
    expect(codes(objects)).toEqual([]);
  });

  test.each<readonly [string, readonly unknown[]]>([
    [
      'a certificate makes no pods',
      [cart({ app: 'cart' }), web, custom('cert-manager.io/v1', 'Certificate')],
    ],
    [
      'a label that the template sets is kept',
      [cart({ app: 'db', role: 'primry' }), statefulSet('shop/db', { labels: { role: 'primary' } })],
    ],
    ['a label that pods lack', [cart({ app: 'db', tier: 'backend' }), statefulSet('shop/db')]],
  ])('%s', (_, objects) => {
    expect(codes(objects)).toContain(code);
  });

  test('not for a dump with EndpointSlices and without pods', () => {
    const slice = {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: 'cart-1',
        namespace: 'shop',
        labels: {
          'kubernetes.io/service-name': 'cart',
          'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
        },
      },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.244.1.10'], conditions: { ready: true } }],
      ports: [{ name: '', port: 7070, protocol: 'TCP' }],
    };
    expect(codes([cart({ app: 'cart' }), web, slice])).toEqual([]);
  });
});
