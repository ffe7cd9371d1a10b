import { describe, expect, test } from 'vitest';
import { barePod, replicaSet, replicationController } from '../../../objects/workload.js';
import { codes, names, pods, settled } from '../settled.js';
import { Steps } from './steps.js';

const makers = { ReplicaSet: replicaSet, ReplicationController: replicationController } as const;

describe.each(['ReplicaSet', 'ReplicationController'] as const)('a %s', (kind) => {
  const made = (replicas: number): ReturnType<typeof replicaSet> => makers[kind]('shop/web', { replicas });

  test('makes the pods that are missing', () => {
    const cluster = settled([made(3)]);
    expect(names(cluster)).toHaveLength(3);
    expect(pods(cluster).map((pod) => pod.metadata.ownerReferences[0]?.kind)).toEqual([kind, kind, kind]);
  });

  test('keeps its pods when it grows, and gives up the newer ones when it shrinks', () => {
    const three = settled([made(3)]);
    const five = three.apply(made(5));
    expect(names(five)).toEqual(expect.arrayContaining([...names(three)]));
    expect(names(five.apply(made(3)))).toEqual(names(three));
  });

  test('makes another pod for one that is deleted, under another name and address', () => {
    const before = settled([made(3)]);
    const [gone] = pods(before);
    const after = before.delete({ kind: 'Pod', namespace: 'shop', name: gone?.metadata.name ?? '' });
    expect(names(after)).toHaveLength(3);
    expect(names(after)).not.toContain(gone?.metadata.name);
    expect(pods(after).map((pod) => pod.status.podIP)).not.toContain(gone?.status.podIP);
  });

  test('makes pods of the host network with their ports as host ports, as the API server takes them', () => {
    const ports = [{ containerPort: 80 }];
    const pod = { hostNetwork: true, containers: [{ name: 'main', image: 'app', ports }] };
    const [web] = pods(settled([makers[kind]('shop/web', { replicas: 1, pod })]));
    expect(web?.spec.containers[0]?.ports).toEqual([{ containerPort: 80, hostPort: 80, protocol: 'TCP' }]);
  });

  test('does not count pods that ended or are being deleted', () => {
    const owner = { apiVersion: 'apps/v1', kind, name: 'web', uid: 'u', controller: true };
    const given = (name: string, more: object, status: object): unknown => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'shop', labels: { app: 'web' }, ownerReferences: [owner], ...more },
      spec: { nodeName: 'node-1', containers: [{ name: 'main', image: 'app' }] },
      status,
    });
    const cluster = settled([
      made(1),
      given('web-failed', {}, { phase: 'Failed' }),
      given('web-leaving', { deletionTimestamp: '2024-05-01T00:00:00Z' }, { phase: 'Running' }),
    ]);
    expect(names(cluster)).toHaveLength(3);
  });
});

test('a pod that was given bears a name that a ReplicaSet would have taken: the next one is taken', () => {
  const [first = ''] = names(settled([replicaSet('shop/web')]));
  const cluster = settled([replicaSet('shop/web'), barePod(`shop/${first}`)]);
  expect(names(cluster)).toHaveLength(2);
});

test('far too many replicas are cut, and that is said', { timeout: 60_000 }, () => {
  const cluster = settled([replicaSet('shop/web', { replicas: 2_000_000_000 })], 1);
  expect(names(cluster)).toHaveLength(10_000);
  expect(codes(cluster)).toContain('pods-capped');
});

test('a step makes 500 pods at most, and takes 500 away', () => {
  const steps = new Steps([], 1);
  steps.apply(replicaSet('shop/web', { replicas: 600 }));
  steps.look('replicaset', 'shop/web');
  expect(steps.pods()).toHaveLength(500);
  steps.look('replicaset', 'shop/web');
  expect(steps.pods()).toHaveLength(600);
  steps.apply(replicaSet('shop/web', { replicas: 0 }));
  steps.look('replicaset', 'shop/web');
  expect(steps.pods().filter(({ metadata }) => metadata.deletionTimestamp !== undefined)).toHaveLength(500);
});
