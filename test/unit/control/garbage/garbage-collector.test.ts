import { describe, expect, test } from 'vitest';
import { service } from '../../../objects/service.js';
import {
  barePod,
  daemonSet,
  deployment,
  job,
  type Manifest,
  replicaSet,
  replicationController,
  statefulSet,
} from '../../../objects/workload.js';
import { names, settled } from '../settled.js';

describe('garbageCollector', () => {
  test.each<readonly [Manifest]>([
    [deployment('shop/x', { replicas: 2 })],
    [replicaSet('shop/x')],
    [replicationController('shop/x')],
    [statefulSet('shop/x')],
    [daemonSet('shop/x')],
    [job('shop/x')],
  ])('the pods of $kind go with it', (owner) => {
    const cluster = settled([owner, barePod('shop/other')]);
    expect(names(cluster).length).toBeGreaterThan(1);
    const after = cluster.delete({ kind: owner.kind, namespace: 'shop', name: 'x' });
    expect(names(after)).toEqual(['other']);
    expect(after.list('ReplicaSet', 'shop')).toEqual([]);
  });

  test('the slices of a Service go with it', () => {
    const cluster = settled([service('shop/web', { selector: { app: 'x' }, ports: [{ port: 80 }] })]);
    expect(cluster.slicesOf('shop/web')).toHaveLength(1);
    expect(cluster.delete({ kind: 'Service', namespace: 'shop', name: 'web' }).slicesOf('shop/web')).toEqual(
      [],
    );
  });

  test('a pod whose owner was never there stays', () => {
    const { metadata, ...rest } = barePod('shop/x');
    const ownerReferences = [
      { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'gone', uid: 'u', controller: true },
    ];
    expect(names(settled([{ ...rest, metadata: { ...metadata, ownerReferences } }]))).toEqual(['x']);
  });
});
