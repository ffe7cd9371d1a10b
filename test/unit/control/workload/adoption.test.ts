import { describe, expect, test } from 'vitest';
import { barePod, replicaSet, statefulSet } from '../../../objects/workload.js';
import { names, podNamed, pods, settled } from '../settled.js';

describe('adoptionController', () => {
  test('a ReplicaSet adopts a pod without controller that its selector matches, and makes fewer itself', () => {
    const cluster = settled([
      replicaSet('shop/web', { replicas: 2 }),
      barePod('shop/mine', { labels: { app: 'web' } }),
    ]);
    expect(names(cluster)).toHaveLength(2);
    expect(podNamed(cluster, 'mine').metadata.ownerReferences).toMatchObject([
      { kind: 'ReplicaSet', name: 'web' },
    ]);
  });

  test('a ReplicaSet that comes later adopts, too, and removes what is too many', () => {
    const orphans = ['a', 'b', 'c'].map((name) => barePod(`shop/${name}`, { labels: { app: 'web' } }));
    expect(names(settled(orphans).apply(replicaSet('shop/web', { replicas: 1 })))).toHaveLength(1);
  });

  test('a pod that loses the label is let go, and the ReplicaSet makes another', () => {
    const before = settled([replicaSet('shop/web', { replicas: 2 })]);
    const [name = ''] = names(before);
    const pod = podNamed(before, name);
    const { metadata, ...rest } = barePod(`shop/${name}`, { labels: { app: 'debug' } });
    const { ownerReferences } = pod.metadata;
    const relabelled = { ...rest, metadata: { ...metadata, ownerReferences }, spec: pod.spec };
    const after = before.apply(relabelled);
    expect(names(after)).toHaveLength(3);
    expect(podNamed(after, name).metadata.ownerReferences).toEqual([]);
    expect(podNamed(after, name).status.podIP).toBe(pod.status.podIP);
  });

  test('a StatefulSet adopts only pods that bear its name', () => {
    const labels = { app: 'db' };
    const cluster = settled([
      statefulSet('shop/db', { replicas: 1 }),
      barePod('shop/db-0', { labels }),
      barePod('shop/other', { labels }),
    ]);
    expect(pods(cluster).map((pod) => pod.metadata.ownerReferences.length)).toEqual([1, 0]);
  });
});
