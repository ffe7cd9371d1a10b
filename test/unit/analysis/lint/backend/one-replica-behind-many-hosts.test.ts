import { describe, expect, test } from 'vitest';
import { ingress, type IngressSpec } from '../../../../objects/ingress.js';
import { service } from '../../../../objects/service.js';
import { barePod, deployment, statefulSet } from '../../../../objects/workload.js';
import { exampleText, found, told } from './example.js';

const code = 'one-replica-behind-many-hosts';
const shop = (rules: IngressSpec['rules'] = {}) => ingress('shop/site', { className: 'nginx', rules });
const to = (name: string) => service(`shop/${name}`, { selector: { app: name }, ports: [{ port: 80 }] });
const twoHosts = shop({ 'a.example.com': ['Prefix / web:80'], 'b.example.com': ['Prefix / web:80'] });

/** What is found of this kind. */
const ofKind = (objects: readonly unknown[]) => found(objects).filter((finding) => finding.code === code);

/** ingress-nginx as a Deployment. */
const nginx = (replicas: number) => [
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'nginx' },
    spec: { controller: 'k8s.io/ingress-nginx' },
  },
  deployment('ingress/c', { replicas, image: 'registry.k8s.io/ingress-nginx/controller:v1.12.1' }),
];

describe('one-replica-behind-many-hosts', () => {
  test('two hosts and one pod', () => {
    expect(told(exampleText(code))).toEqual([`notice ${code} Deployment shop/web spec.replicas`]);
    expect(found(exampleText(code))[0]?.message).toContain(
      '2 hosts (shop.example.com, shop.example.org) depend on',
    );
  });

  test('not with two replicas', () => {
    expect(told(exampleText(code, 'fixed'))).toEqual([]);
  });

  test('hosts of several Ingresses add up, and several Services may lead to the same pods', () => {
    const more = ingress('shop/more', {
      rules: Object.fromEntries(
        ['c', 'd', 'e'].map((name) => [`${name}.example.com`, ['Prefix / alias:80']]),
      ),
    });
    const alias = service('shop/alias', { selector: { app: 'web' }, ports: [{ port: 80 }] });
    expect(ofKind([twoHosts, more, to('web'), alias, deployment('shop/web')])).toMatchObject([
      {
        message: expect.stringContaining(
          '5 hosts (a.example.com, b.example.com, c.example.com and 2 more)',
        ) as string,
      },
    ]);
  });

  test('a StatefulSet of one replica', () => {
    expect(ofKind([twoHosts, to('web'), statefulSet('shop/web')])).toMatchObject([
      { object: { kind: 'StatefulSet' } },
    ]);
  });

  test('the pod of the ingress controller', () => {
    const web = [twoHosts, to('web'), deployment('shop/web', { replicas: 2 })];
    expect(ofKind([...nginx(1), ...web])).toMatchObject([
      { object: { kind: 'Deployment', namespace: 'ingress', name: 'c' } },
    ]);
    expect(ofKind([...nginx(2), ...web])).toEqual([]);
    const second = deployment('edge/c', { image: 'registry.k8s.io/ingress-nginx/controller:v1.12.1' });
    expect(ofKind([...nginx(1), second, ...web]), 'two controllers take the Ingress').toEqual([]);
    expect(ofKind([...nginx(1), shop({ 'a.example.com': ['Prefix / web:80'] }), to('web')])).toEqual([]);
  });

  const autoscaler = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { minReplicas: 2, maxReplicas: 5, scaleTargetRef: { kind: 'Deployment', name: 'web' } },
  };

  test.each<readonly [string, readonly unknown[]]>([
    [
      'one host',
      [shop({ 'a.example.com': ['Prefix / web:80', 'Prefix /a web:80'] }), to('web'), deployment('shop/web')],
    ],
    [
      'hosts with other backends too',
      [
        shop({
          'a.example.com': ['Prefix / web:80', 'Prefix /a api:80'],
          'b.example.com': ['Prefix / web:80', 'Prefix /a api:80'],
        }),
        to('web'),
        to('api'),
        deployment('shop/web'),
        deployment('shop/api'),
      ],
    ],
    [
      'two workloads behind the Service',
      [
        twoHosts,
        to('web'),
        deployment('shop/web'),
        deployment('shop/next', {
          labels: { app: 'web' },
          spec: {
            selector: { matchLabels: { next: 'yes' } },
            template: {
              metadata: { labels: { app: 'web', next: 'yes' } },
              spec: { containers: [{ name: 'main', image: 'app' }] },
            },
          },
        }),
      ],
    ],
    ['an autoscaler', [twoHosts, to('web'), deployment('shop/web'), autoscaler]],
    [
      'a pod by itself, which nothing scales',
      [twoHosts, to('web'), barePod('shop/web', { labels: { app: 'web' } })],
    ],
    ['a Service that does not exist', [twoHosts]],
  ])('not for %s', (_, objects) => {
    expect(ofKind(objects)).toEqual([]);
  });
});
