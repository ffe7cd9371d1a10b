import { describe, expect, test } from 'vitest';
import { barePod, statefulSet } from '../../../objects/workload.js';
import { names, podNamed, pods, settled } from '../settled.js';

const db = statefulSet('shop/db', { replicas: 3 });

function nextVersion(type: string): unknown {
  return statefulSet('shop/db', { replicas: 3, image: 'app:2', spec: { updateStrategy: { type } } });
}

const images = (type: string): readonly (string | undefined)[] =>
  pods(settled([db]).apply(nextVersion(type))).map((pod) => pod.spec.containers[0]?.image);

describe('statefulSetController', () => {
  test('a StatefulSet counts its pods, and each knows its name', () => {
    const cluster = settled([db]);
    expect(names(cluster)).toEqual(['db-0', 'db-1', 'db-2']);
    const { metadata, spec } = podNamed(cluster, 'db-1');
    expect(metadata.labels).toMatchObject({
      'statefulset.kubernetes.io/pod-name': 'db-1',
      'apps.kubernetes.io/pod-index': '1',
    });
    expect(metadata.labels['controller-revision-hash']).toMatch(/^db-[bcdf456789]+$/);
    expect(spec).toMatchObject({ hostname: 'db-1', subdomain: 'db' });
  });

  test('the numbers begin where ordinals.start says', () => {
    const cluster = settled([statefulSet('shop/db', { replicas: 2, spec: { ordinals: { start: 5 } } })]);
    expect(names(cluster)).toEqual(['db-5', 'db-6']);
    const moved = cluster.apply(statefulSet('shop/db', { replicas: 2, spec: { ordinals: { start: 6 } } }));
    expect(names(moved)).toEqual(['db-6', 'db-7']);
  });

  test('it shrinks from the highest number down', () => {
    expect(names(settled([db]).apply(statefulSet('shop/db', { replicas: 1 })))).toEqual(['db-0']);
  });

  test('a pod that is deleted comes back under its name, with another address', () => {
    const before = settled([db]);
    const after = before.delete({ kind: 'Pod', namespace: 'shop', name: 'db-1' });
    expect(names(after)).toEqual(['db-0', 'db-1', 'db-2']);
    expect(podNamed(after, 'db-1').status.podIP).not.toBe(podNamed(before, 'db-1').status.podIP);
    expect(podNamed(after, 'db-1').metadata.uid).not.toBe(podNamed(before, 'db-1').metadata.uid);
    expect(podNamed(after, 'db-0')).toBe(podNamed(before, 'db-0'));
  });

  test('another template replaces the pods, unless they wait for deletion', () => {
    expect(images('RollingUpdate')).toEqual(['app:2', 'app:2', 'app:2']);
    expect(images('OnDelete')).toEqual(['app', 'app', 'app']);
  });

  test('pods of a dump keep the revision that they carry until the template changes', () => {
    const dumped = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'db-0',
        namespace: 'shop',
        labels: { app: 'db', 'controller-revision-hash': 'db-5c9f7d' },
        ownerReferences: [
          { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'db', uid: 'u', controller: true },
        ],
      },
      spec: { nodeName: 'node-1', containers: [{ name: 'main', image: 'mirror/app' }] },
      status: { phase: 'Running', podIP: '10.244.0.77', conditions: [{ type: 'Ready', status: 'True' }] },
    };
    const cluster = settled([statefulSet('shop/db'), dumped]);
    expect(podNamed(cluster, 'db-0').status.podIP).toBe('10.244.0.77');
    const changed = cluster.apply(statefulSet('shop/db', { image: 'app:2' }));
    expect(podNamed(changed, 'db-0').spec.containers[0]?.image).toBe('app:2');
  });

  test('a pod of somebody else keeps its name from the StatefulSet until it goes', () => {
    const cluster = settled([db, barePod('shop/db-1')]);
    expect(podNamed(cluster, 'db-1').metadata.ownerReferences).toEqual([]);
    const after = cluster.delete({ kind: 'Pod', namespace: 'shop', name: 'db-1' });
    expect(podNamed(after, 'db-1').metadata.ownerReferences).toMatchObject([{ name: 'db' }]);
  });
});
