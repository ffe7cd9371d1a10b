import { describe, expect, test } from 'vitest';
import { deployment } from '../../../objects/workload.js';
import { names, pods, settled } from '../settled.js';

const web = deployment('shop/web', { replicas: 3 });

describe('deploymentController', () => {
  test('a Deployment makes a ReplicaSet named after the hash of its template, and that makes the pods', () => {
    const cluster = settled([web]);
    const [set] = cluster.list('ReplicaSet', 'shop');
    const hash = set?.metadata.labels['pod-template-hash'];
    expect(hash).toMatch(/^[bcdf456789]{5,10}$/);
    expect(set?.metadata.name).toBe(`web-${hash}`);
    expect(set?.spec.selector.matchLabels).toEqual({ app: 'web', 'pod-template-hash': hash });
    expect(set?.metadata.ownerReferences).toMatchObject([
      { kind: 'Deployment', name: 'web', controller: true },
    ]);
    expect(names(cluster)).toHaveLength(3);
    for (const name of names(cluster))
      expect(name).toMatch(new RegExp(`^web-${hash}-[bcdfghjklmnpqrstvwxz2456789]{5}$`));
    for (const { metadata } of pods(cluster)) {
      expect(metadata.labels).toEqual({ app: 'web', 'pod-template-hash': hash });
      expect(metadata.ownerReferences).toMatchObject([{ kind: 'ReplicaSet', name: `web-${hash}` }]);
    }
  });

  test('another template means another ReplicaSet and other pods; the old ReplicaSet stays without pods', () => {
    const before = settled([web]);
    const after = before.apply(deployment('shop/web', { replicas: 3, image: 'app:2' }));
    const sets = after.list('ReplicaSet', 'shop');
    expect(new Set(sets.map((set) => set.spec.replicas))).toEqual(new Set([0, 3]));
    expect(names(after)).toHaveLength(3);
    expect(names(after).filter((name) => names(before).includes(name))).toEqual([]);
  });

  test('the template of before leads back to its ReplicaSet, with new pods', () => {
    const before = settled([web]);
    const back = before.apply(deployment('shop/web', { replicas: 3, image: 'app:2' })).apply(web);
    expect(back.list('ReplicaSet', 'shop')).toHaveLength(2);
    const [set] = before.list('ReplicaSet', 'shop');
    expect(names(back).every((name) => name.startsWith(`${set?.metadata.name}-`))).toBe(true);
    expect(names(back).filter((name) => names(before).includes(name))).toEqual([]);
  });

  test('other replicas of the same template keep the ReplicaSet', () => {
    const after = settled([web]).apply(deployment('shop/web', { replicas: 5 }));
    expect(after.list('ReplicaSet', 'shop').map((set) => set.spec.replicas)).toEqual([5]);
  });

  test('a paused Deployment rolls nothing out but scales what runs', () => {
    const paused = { replicas: 4, image: 'app:2', spec: { paused: true } };
    expect(names(settled([deployment('shop/web', paused)]))).toEqual([]);
    const running = settled([web]);
    const after = running.apply(deployment('shop/web', paused));
    expect(after.list('ReplicaSet', 'shop')).toHaveLength(1);
    expect(pods(after).map((pod) => pod.spec.containers[0]?.image)).toEqual(['app', 'app', 'app', 'app']);
  });

  test('pods of a dump without ReplicaSets lead to the ReplicaSet that they name, and no others are made', () => {
    const labels = { app: 'web', 'pod-template-hash': '6b7f9c' };
    const dumped = ['web-6b7f9c-aaaaa', 'web-6b7f9c-bbbbb', 'web-6b7f9c-ccccc'].map((name) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        namespace: 'shop',
        labels,
        ownerReferences: [
          { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-6b7f9c', uid: 'u', controller: true },
        ],
      },
      spec: { nodeName: 'node-1', containers: [{ name: 'main', image: 'app' }] },
      status: { phase: 'Running', podIP: '10.244.0.9', conditions: [{ type: 'Ready', status: 'True' }] },
    }));
    const cluster = settled([web, ...dumped]);
    expect(names(cluster)).toEqual(dumped.map((pod) => pod.metadata.name));
    expect(cluster.list('ReplicaSet', 'shop').map((set) => set.metadata.name)).toEqual(['web-6b7f9c']);
  });
});
