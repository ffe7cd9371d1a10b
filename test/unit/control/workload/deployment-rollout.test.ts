import { describe, expect, test } from 'vitest';
import {
  hasProgressed,
  rolloutStatus,
} from '../../../../packages/core/src/control/workload/rollout-status.js';
import { deployment, type WorkloadOptions } from '../../../objects/workload.js';
import { Steps } from './steps.js';

function web(replicas: number, image: string, spec: WorkloadOptions['spec'] = {}): unknown {
  return deployment('shop/web', { replicas, image, spec });
}

const rolling = (maxSurge: number | string, maxUnavailable: number | string): WorkloadOptions['spec'] => ({
  strategy: { rollingUpdate: { maxSurge, maxUnavailable } },
});

/** The sizes after each look of the Deployment, pods becoming ready or not in between, until it has nothing to do. */
function course(steps: Steps, ready: boolean): readonly unknown[] {
  const sizes: unknown[] = [];
  for (let look = 0; look < 50; look += 1) {
    const writes = steps.look('deployment', 'shop/web');
    if (writes.length === 0) break;
    sizes.push(steps.sizes());
    steps.lookAtSets();
    steps.vanish();
    steps.start(ready);
  }
  return sizes;
}

function status(steps: Steps): ReturnType<typeof rolloutStatus> {
  const found = steps.cluster.get('Deployment', 'shop/web');
  if (found === undefined) throw new Error('no Deployment');
  return rolloutStatus(steps.cluster, found, steps.pace);
}

describe('a rollout, step by step', () => {
  test('of ten pods begins with three new ones, and waits at eight old and five new for one to be ready', () => {
    const steps = new Steps([web(10, 'app:1')]);
    steps.apply(web(10, 'app:2'));
    expect(course(steps, false)).toEqual([
      { 'app:1': 8, 'app:2': 3 },
      { 'app:1': 8, 'app:2': 5 },
    ]);
  });

  test('to more pods at the same time leaves the old ones alone until enough new ones are ready', () => {
    const steps = new Steps([web(1, 'app:1')]);
    steps.apply(web(10, 'app:2'));
    expect(course(steps, false)).toEqual([{ 'app:1': 1, 'app:2': 10 }]);
  });

  test('goes on with every new pod that is ready', () => {
    const steps = new Steps([web(10, 'app:1')]);
    steps.apply(web(10, 'app:2'));
    expect(course(steps, true)).toEqual([
      { 'app:1': 8, 'app:2': 3 },
      { 'app:1': 8, 'app:2': 5 },
      { 'app:1': 3, 'app:2': 5 },
      { 'app:1': 3, 'app:2': 10 },
      { 'app:1': 0, 'app:2': 10 },
    ]);
  });

  test.each<readonly [string, number, WorkloadOptions['spec'], readonly unknown[]]>([
    [
      'without surge takes away before it makes',
      2,
      rolling(0, 1),
      [
        { 'app:1': 1, 'app:2': 0 },
        { 'app:1': 1, 'app:2': 1 },
        { 'app:1': 0, 'app:2': 1 },
        { 'app:1': 0, 'app:2': 2 },
      ],
    ],
    [
      'with no pod to spare makes before it takes away',
      2,
      rolling('1%', 0),
      [
        { 'app:1': 2, 'app:2': 1 },
        { 'app:1': 1, 'app:2': 1 },
        { 'app:1': 1, 'app:2': 2 },
        { 'app:1': 0, 'app:2': 2 },
      ],
    ],
    [
      'of one pod makes the new one first',
      1,
      {},
      [
        { 'app:1': 1, 'app:2': 1 },
        { 'app:1': 0, 'app:2': 1 },
      ],
    ],
    [
      'whose amounts both come to nothing takes one away',
      1,
      rolling(0, '1%'),
      [
        { 'app:1': 0, 'app:2': 0 },
        { 'app:1': 0, 'app:2': 1 },
      ],
    ],
    ['that may do everything at once does', 3, rolling('100%', '100%'), [{ 'app:1': 0, 'app:2': 3 }]],
  ])('%s', (_, replicas, spec, expected) => {
    const steps = new Steps([web(replicas, 'app:1', spec)]);
    steps.apply(web(replicas, 'app:2', spec));
    expect(course(steps, true)).toEqual(expected);
  });

  test('takes old pods that are not available away first', () => {
    const steps = new Steps([web(4, 'app:1', rolling(1, 0))]);
    const [first, second] = steps.pods();
    steps.turn(first?.metadata.name ?? '', 'False');
    steps.turn(second?.metadata.name ?? '', 'False');
    steps.apply(web(4, 'app:2', rolling(1, 0)));
    steps.look('deployment', 'shop/web');
    // Two are missing already, so no more than the surge may be given back.
    expect(steps.sizes()).toEqual({ 'app:1': 4, 'app:2': 1 });
    steps.lookAtSets();
    steps.start();
    steps.look('deployment', 'shop/web');
    expect(steps.sizes()).toEqual({ 'app:1': 3, 'app:2': 1 });
    steps.lookAtSets();
    expect(steps.names().filter((name) => name.endsWith('-?'))).toHaveLength(1);
  });

  test('counts a pod as available when it has been ready for longer than minReadySeconds', () => {
    const spec = { ...rolling(1, 0), minReadySeconds: 10 };
    const steps = new Steps([web(1, 'app:1', spec)]);
    steps.apply(web(1, 'app:2', spec));
    steps.look('deployment', 'shop/web');
    steps.lookAtSets();
    steps.start();
    const added = steps.pods().find((pod) => pod.spec.containers[0]?.image === 'app:2')?.metadata.name ?? '';
    steps.readySeconds.set(added, 10);
    expect(steps.look('deployment', 'shop/web')).toEqual([]);
    steps.readySeconds.set(added, 10.001);
    steps.look('deployment', 'shop/web');
    expect(steps.sizes()).toEqual({ 'app:1': 0, 'app:2': 1 });
  });

  test('waits for a ReplicaSet that has not given up its pods yet', () => {
    const steps = new Steps([web(10, 'app:1')]);
    steps.apply(web(10, 'app:2'));
    const [old] = steps.cluster.list('ReplicaSet', 'shop');
    for (let look = 0; look < 4; look += 1) {
      steps.look('deployment', 'shop/web');
      for (const { metadata } of steps.cluster.list('ReplicaSet', 'shop')) {
        if (metadata.name !== old?.metadata.name) steps.look('replicaset', `shop/${metadata.name}`);
      }
      steps.start();
    }
    expect(steps.sizes()).toEqual({ 'app:1': 8, 'app:2': 5 });
    steps.lookAtSets();
    steps.look('deployment', 'shop/web');
    expect(steps.sizes()).toEqual({ 'app:1': 3, 'app:2': 5 });
  });

  test('to a third template makes room by the pods of the second, which are not ready', () => {
    const steps = new Steps([web(10, 'app:1')]);
    steps.apply(web(10, 'app:2'));
    course(steps, false);
    steps.apply(web(10, 'app:3'));
    steps.look('deployment', 'shop/web');
    expect(steps.sizes()).toEqual({ 'app:1': 8, 'app:2': 0, 'app:3': 0 });
    steps.lookAtSets();
    steps.look('deployment', 'shop/web');
    expect(steps.sizes()).toEqual({ 'app:1': 8, 'app:2': 0, 'app:3': 5 });
  });

  test('back takes the ReplicaSet of the older template', () => {
    const steps = new Steps([web(10, 'app:1')]);
    steps.apply(web(10, 'app:2'));
    course(steps, false);
    steps.apply(web(10, 'app:1'));
    expect(course(steps, false)).toEqual([
      { 'app:1': 8, 'app:2': 0 },
      { 'app:1': 10, 'app:2': 0 },
    ]);
    expect(steps.cluster.list('ReplicaSet', 'shop')).toHaveLength(2);
  });

  test('in the middle of which the number changes keeps its proportion', () => {
    const steps = new Steps([web(10, 'app:1')]);
    steps.apply(web(10, 'app:2'));
    course(steps, false);
    expect(steps.sizes()).toEqual({ 'app:1': 8, 'app:2': 5 });
    steps.apply(web(20, 'app:2'));
    steps.look('deployment', 'shop/web');
    expect(steps.sizes()).toEqual({ 'app:1': 15, 'app:2': 10 });
    steps.lookAtSets();
    steps.start(false);
    steps.apply(web(5, 'app:2'));
    steps.look('deployment', 'shop/web');
    expect(steps.sizes()).toEqual({ 'app:1': 4, 'app:2': 3 });
    steps.apply(web(0, 'app:2'));
    steps.look('deployment', 'shop/web');
    expect(steps.sizes()).toEqual({ 'app:1': 0, 'app:2': 0 });
  });

  test('that is paused scales what there is and makes nothing new', () => {
    const steps = new Steps([web(10, 'app:1')]);
    steps.apply(web(10, 'app:2'));
    course(steps, false);
    steps.apply(web(20, 'app:3', { paused: true }));
    steps.look('deployment', 'shop/web');
    expect(steps.sizes()).toEqual({ 'app:1': 15, 'app:2': 10 });
  });

  test('of a Deployment that is being deleted does nothing', () => {
    const steps = new Steps([web(1, 'app:1')]);
    const changed = deployment('shop/web', { replicas: 3, image: 'app:2' });
    const metadata = { ...changed.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' };
    steps.apply({ ...changed, metadata });
    expect(steps.look('deployment', 'shop/web')).toEqual([]);
  });
});

describe('Recreate, step by step', () => {
  const spec = { strategy: { type: 'Recreate' } };

  test('makes new pods when the containers of all old ones have ended', () => {
    const steps = new Steps([web(2, 'app:1', spec)]);
    steps.apply(web(2, 'app:2', spec));
    steps.look('deployment', 'shop/web');
    expect(steps.sizes()).toEqual({ 'app:1': 0 });
    expect(steps.look('deployment', 'shop/web')).toEqual([]);
    steps.lookAtSets();
    expect(steps.images()).toEqual({});
    expect(steps.look('deployment', 'shop/web')).toEqual([]);
    const [first, second] = steps.pods();
    steps.end(first?.metadata.name ?? '', 'Succeeded');
    expect(steps.look('deployment', 'shop/web')).toEqual([]);
    steps.end(second?.metadata.name ?? '', 'Failed');
    steps.look('deployment', 'shop/web');
    expect(steps.sizes()).toEqual({ 'app:1': 0, 'app:2': 2 });
  });
});

describe('rolloutStatus', () => {
  test('counts pods by template, readiness and availability, and tells when all is done', () => {
    const steps = new Steps([web(10, 'app:1')]);
    const before = status(steps);
    expect(before).toEqual({
      replicas: 10,
      updatedReplicas: 10,
      readyReplicas: 10,
      availableReplicas: 10,
      unavailableReplicas: 0,
      isAvailable: true,
      isComplete: true,
    });
    steps.apply(web(10, 'app:2'));
    expect(status(steps)).toMatchObject({ replicas: 10, updatedReplicas: 0, isComplete: false });
    course(steps, false);
    const stuck = status(steps);
    expect(stuck).toMatchObject({
      replicas: 13,
      updatedReplicas: 5,
      readyReplicas: 8,
      availableReplicas: 8,
      unavailableReplicas: 5,
      isAvailable: true,
      isComplete: false,
    });
    expect(hasProgressed(before, stuck)).toBe(false);
    const added = steps.pods().find((pod) => pod.spec.containers[0]?.image === 'app:2');
    steps.turn(added?.metadata.name ?? '', 'True');
    expect(hasProgressed(stuck, status(steps))).toBe(true);
    expect(hasProgressed(status(steps), stuck)).toBe(false);
    const old = steps.pods().find((pod) => pod.spec.containers[0]?.image === 'app:1');
    steps.turn(old?.metadata.name ?? '', 'False');
    steps.turn(added?.metadata.name ?? '', 'False');
    expect(status(steps).isAvailable).toBe(false);
  });
});
