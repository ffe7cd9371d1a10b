import { describe, expect, test } from 'vitest';
import { barePod, statefulSet, type WorkloadOptions } from '../../../objects/workload.js';
import { Steps } from './steps.js';

function db(replicas: number, image = 'app:1', spec: WorkloadOptions['spec'] = {}): unknown {
  return statefulSet('shop/db', { replicas, image, spec });
}

const look = (steps: Steps): readonly string[] => {
  steps.look('statefulset', 'shop/db');
  return steps.names();
};
const parallel = { podManagementPolicy: 'Parallel' };
const imageOf = (steps: Steps, name: string): string | undefined => steps.pod(name).spec.containers[0]?.image;

describe('a StatefulSet, step by step', () => {
  test('makes a pod when the one before it is ready', () => {
    const steps = new Steps([]);
    steps.apply(db(3));
    expect(look(steps)).toEqual(['db-0?']);
    expect(look(steps)).toEqual(['db-0?']);
    steps.start(false);
    expect(look(steps)).toEqual(['db-0?']);
    steps.turn('db-0', 'True');
    expect(look(steps)).toEqual(['db-0', 'db-1?']);
  });

  test('makes a pod when the one before it is available', () => {
    const steps = new Steps([]);
    steps.apply(db(2, 'app:1', { minReadySeconds: 5 }));
    look(steps);
    steps.start();
    steps.readySeconds.set('db-0', 5);
    expect(look(steps)).toEqual(['db-0']);
    steps.readySeconds.set('db-0', 6);
    expect(look(steps)).toEqual(['db-0', 'db-1?']);
  });

  test('in parallel makes all pods at once, and takes them away at once', () => {
    const steps = new Steps([]);
    steps.apply(db(3, 'app:1', parallel));
    expect(look(steps)).toEqual(['db-0?', 'db-1?', 'db-2?']);
    steps.apply(db(1, 'app:1', parallel));
    expect(look(steps)).toEqual(['db-0?', 'db-1-?', 'db-2-?']);
  });

  test('shrinks from the highest number, each when the one above it is gone', () => {
    const steps = new Steps([db(3)]);
    steps.apply(db(1));
    expect(look(steps)).toEqual(['db-0', 'db-1', 'db-2-']);
    expect(look(steps)).toEqual(['db-0', 'db-1', 'db-2-']);
    steps.vanish();
    expect(look(steps)).toEqual(['db-0', 'db-1-']);
  });

  test('does not shrink while one of the pods that stay is not ready', () => {
    const steps = new Steps([db(3)]);
    steps.turn('db-0', 'False');
    steps.apply(db(2));
    expect(look(steps)).toEqual(['db-0?', 'db-1', 'db-2']);
  });

  test('takes away a pod that is not ready only if no other before it fails', () => {
    const steps = new Steps([db(3)]);
    steps.turn('db-2', 'False');
    steps.apply(db(1));
    expect(look(steps)).toEqual(['db-0', 'db-1', 'db-2-?']);
    const two = new Steps([db(3)]);
    two.turn('db-1', 'False');
    two.turn('db-2', 'False');
    two.apply(db(1));
    expect(look(two)).toEqual(['db-0', 'db-1?', 'db-2?']);
  });

  test('updates from the highest number down, waiting for each to be ready', () => {
    const steps = new Steps([db(3)]);
    steps.apply(db(3, 'app:2'));
    expect(look(steps)).toEqual(['db-0', 'db-1', 'db-2-']);
    expect(look(steps)).toEqual(['db-0', 'db-1', 'db-2-']);
    steps.vanish();
    expect(look(steps)).toEqual(['db-0', 'db-1', 'db-2?']);
    expect(look(steps)).toEqual(['db-0', 'db-1', 'db-2?']);
    steps.start();
    expect(imageOf(steps, 'db-2')).toBe('app:2');
    expect(look(steps)).toEqual(['db-0', 'db-1-', 'db-2']);
  });

  test('updates one by one in parallel as well', () => {
    const steps = new Steps([db(3, 'app:1', parallel)]);
    steps.apply(db(3, 'app:2', parallel));
    expect(look(steps)).toEqual(['db-0', 'db-1', 'db-2-']);
    steps.vanish();
    expect(look(steps)).toEqual(['db-0', 'db-1', 'db-2?']);
    expect(look(steps)).toEqual(['db-0', 'db-1', 'db-2?']);
  });

  test('waits for ever behind a new pod that is never ready, even when the template is put back', () => {
    const steps = new Steps([db(2)]);
    steps.apply(db(2, 'app:2'));
    look(steps);
    steps.vanish();
    look(steps);
    steps.start(false);
    steps.apply(db(2, 'app:1'));
    expect(look(steps)).toEqual(['db-0', 'db-1?']);
  });

  test('updates none below the partition, and makes those anew as they were', () => {
    const parted = { updateStrategy: { rollingUpdate: { partition: 2 } } };
    const steps = new Steps([db(3)]);
    steps.apply(db(3, 'app:2', parted));
    expect(look(steps)).toEqual(['db-0', 'db-1', 'db-2-']);
    steps.vanish();
    look(steps);
    steps.start();
    expect(steps.look('statefulset', 'shop/db')).toEqual([]);
    const { uid } = steps.pod('db-0').metadata;
    steps.end('db-0', 'Failed');
    expect(look(steps)).toEqual(['db-0-?', 'db-1', 'db-2']);
    steps.vanish();
    look(steps);
    const made = steps.pod('db-0');
    expect(made.metadata.uid).not.toBe(uid);
    expect(imageOf(steps, 'db-0')).toBe('app:1');
    expect(made.spec.hostname).toBe('db-0');
    expect(made.spec.nodeName).toBeUndefined();
    expect(made.metadata.labels).toMatchObject({
      'statefulset.kubernetes.io/pod-name': 'db-0',
      'apps.kubernetes.io/pod-index': '0',
      'controller-revision-hash': steps.pod('db-1').metadata.labels['controller-revision-hash'],
    });
  });

  test('OnDelete updates what is deleted', () => {
    const spec = { updateStrategy: { type: 'OnDelete' } };
    const steps = new Steps([db(1, 'app:1', spec)]);
    steps.apply(db(1, 'app:2', spec));
    expect(steps.look('statefulset', 'shop/db')).toEqual([]);
    steps.end('db-0', 'Failed');
    expect(look(steps)).toEqual(['db-0-?']);
    steps.vanish();
    look(steps);
    expect(imageOf(steps, 'db-0')).toBe('app:2');
  });

  test('a pod that is being deleted keeps its number and holds up the others', () => {
    const steps = new Steps([db(2)]);
    steps.end('db-0', 'Failed');
    look(steps);
    steps.apply(db(3));
    expect(look(steps)).toEqual(['db-0-?', 'db-1']);
    steps.vanish();
    expect(look(steps)).toEqual(['db-0?', 'db-1']);
    steps.start();
    expect(look(steps)).toEqual(['db-0', 'db-1', 'db-2?']);
  });

  test('a pod of somebody else that has the name is waited for', () => {
    const steps = new Steps([barePod('shop/db-0')]);
    steps.apply(db(2));
    expect(look(steps)).toEqual(['db-0']);
    const all = new Steps([barePod('shop/db-0')]);
    all.apply(db(2, 'app:1', parallel));
    expect(look(all)).toEqual(['db-0', 'db-1?']);
  });
});
