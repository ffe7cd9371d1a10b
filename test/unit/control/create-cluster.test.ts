import { describe, expect, test } from 'vitest';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { readObjects } from '../../../packages/core/src/manifest/read-objects.js';
import { service } from '../../objects/service.js';
import { barePod, deployment } from '../../objects/workload.js';
import { settled } from './settled.js';

const web = service('shop/web', { selector: { app: 'web' }, ports: [{ port: 80 }] });

describe('createCluster', () => {
  test.each<readonly [string, Parameters<typeof createCluster>[0]]>([
    ['a list of objects', [web]],
    ['any other collection of objects', new Set([web])],
    ['one object', { ...web }],
    ['manifests as they are read', readObjects([web])],
  ])('takes %s', (_, input) => {
    expect(createCluster(input).get('Service', 'shop/web')?.spec.selector).toEqual({ app: 'web' });
  });

  test('refuses a text, which has to be read first', () => {
    expect(() => createCluster('kind: Service')).toThrow(TypeError);
  });

  test.each([JSON.parse('null') as never, JSON.parse('5') as never])(
    'reports that %j is no object',
    (input) => {
      expect(createCluster(input).problems).toMatchObject([{ code: 'manifest-not-object' }]);
    },
  );

  test('a Service leads to the pods of its Deployment', () => {
    const cluster = settled([web, deployment('shop/web', { replicas: 2 })]);
    const pods = cluster.list('Pod', 'shop');
    expect(cluster.slicesOf('shop/web').flatMap((slice) => slice.endpoints)).toMatchObject(
      pods.map((pod) => ({
        addresses: [pod.status.podIP],
        nodeName: pod.spec.nodeName,
        conditions: { ready: true },
      })),
    );
  });

  test('an object with errors is left out and reported; the rest works', () => {
    const cluster = settled([web, service('shop/bad', { ports: [{ port: 0 }] })]);
    expect(cluster.get('Service', 'shop/web')).toBeDefined();
    expect(cluster.get('Service', 'shop/bad')).toBeUndefined();
    expect(cluster.problems.map(({ object, severity }) => [object.name, severity])).toContainEqual([
      'bad',
      'error',
    ]);
  });

  test('with admission skipped it is taken as it is', () => {
    const cluster = createCluster([service('shop/bad', { clusterIP: '192.0.2.1', ports: [{ port: 0 }] })], {
      admission: 'skip',
    });
    expect(cluster.get('Service', 'shop/bad')?.spec).toMatchObject({
      clusterIP: '192.0.2.1',
      ports: [{ port: 0 }],
    });
  });

  test('with a list of controllers only those work, and nothing is made up', () => {
    const running = { kind: 'Pod', name: 'a', ip: '10.244.0.9' };
    const cluster = createCluster(
      [
        { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-a' } },
        web,
        deployment('shop/other'),
        {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: running.name, namespace: 'shop', labels: { app: 'web' } },
          spec: { nodeName: 'node-a', containers: [{ name: 'web', image: 'web' }] },
          status: { phase: 'Running', podIP: running.ip, podIPs: [{ ip: running.ip }] },
        },
      ],
      { settle: ['endpointslice'] },
    );
    expect(cluster.slicesOf('shop/web').flatMap(({ endpoints }) => endpoints)).toMatchObject([
      { addresses: [running.ip] },
    ]);
    expect(cluster.list('Node').length).toBe(1);
    expect(cluster.list('ReplicaSet')).toEqual([]);
    expect(
      cluster.delete({ kind: 'Pod', namespace: 'shop', name: 'a' }).slicesOf('shop/web')[0]?.endpoints,
    ).toEqual([]);
  });

  test('settled never, nothing is made up, allocated or derived, not even later', () => {
    const cluster = createCluster([web], { settle: 'never' }).apply(deployment('shop/web'));
    expect(cluster.list('Node')).toEqual([]);
    expect(cluster.list('Namespace')).toEqual([]);
    expect(cluster.list('Pod')).toEqual([]);
    expect(cluster.get('Service', 'shop/web')?.spec.clusterIP).toBe('');
    expect(cluster.assumptions).toEqual([]);
  });

  test('a cluster that is changed stays as it was', () => {
    const before = settled([web, barePod('shop/a', { labels: { app: 'web' } })]);
    const slices = before.slicesOf('shop/web');
    const after = before.apply(barePod('shop/b', { labels: { app: 'web' } }));
    expect(before.list('Pod', 'shop')).toHaveLength(1);
    expect(before.slicesOf('shop/web')).toBe(slices);
    expect(after.slicesOf('shop/web').flatMap((slice) => slice.endpoints)).toHaveLength(2);
  });

  test('a problem goes when the object is applied without it', () => {
    const cluster = settled([service('shop/web', { ports: [{ port: 0 }] })]);
    expect(cluster.problems).not.toEqual([]);
    expect(cluster.apply(web).problems).toEqual([]);
  });
});
