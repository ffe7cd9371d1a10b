import { describe, expect, test } from 'vitest';
import { daemonSet, type WorkloadOptions } from '../../../objects/workload.js';
import { Steps } from './steps.js';

function agent(image: string, rollingUpdate: object = {}, spec: WorkloadOptions['spec'] = {}): unknown {
  return daemonSet('shop/agent', { image, spec: { updateStrategy: { rollingUpdate }, ...spec } });
}

/** What is on each node, after a look: images, with a minus for what is being deleted and a question mark for what is not ready. */
function look(steps: Steps): Readonly<Record<string, readonly string[]>> {
  steps.look('daemonset', 'shop/agent');
  return onNodes(steps);
}

function onNodes(steps: Steps): Readonly<Record<string, readonly string[]>> {
  const nodes: Record<string, string[]> = {};
  for (const pod of steps.pods()) {
    const node = pod.spec.nodeAffinity?.[0]?.matchFields[0]?.values[0] ?? '';
    const isLeaving = pod.metadata.deletionTimestamp !== undefined;
    const isReady = pod.status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
    const text = `${pod.spec.containers[0]?.image ?? ''}${isLeaving ? '-' : ''}${isReady ? '' : '?'}`;
    nodes[node] = [...(nodes[node] ?? []), text].sort((a, b) => (a < b ? -1 : 1));
  }
  return nodes;
}

describe('a DaemonSet, step by step', () => {
  test('replaces one pod at a time, and the new one comes when the old one is gone', () => {
    const steps = new Steps([agent('a:1')]);
    steps.apply(agent('a:2'));
    const first = { 'node-1': ['a:1-'], 'node-2': ['a:1'], 'node-3': ['a:1'] };
    expect(look(steps)).toEqual(first);
    expect(look(steps)).toEqual(first);
    steps.vanish();
    const made = { ...first, 'node-1': ['a:2?'] };
    expect(look(steps)).toEqual(made);
    expect(look(steps)).toEqual(made);
    steps.start();
    expect(look(steps)).toEqual({ 'node-1': ['a:2'], 'node-2': ['a:1-'], 'node-3': ['a:1'] });
  });

  test('a new pod that has not been ready for long enough counts as missing', () => {
    const steps = new Steps([agent('a:1')]);
    steps.apply(agent('a:2', {}, { minReadySeconds: 5 }));
    look(steps);
    steps.vanish();
    look(steps);
    steps.start();
    const made = steps.pods().find((pod) => pod.spec.containers[0]?.image === 'a:2')?.metadata.name ?? '';
    steps.readySeconds.set(made, 5);
    expect(steps.look('daemonset', 'shop/agent')).toEqual([]);
    steps.readySeconds.set(made, 6);
    expect(look(steps)['node-2']).toEqual(['a:1-']);
  });

  test('old pods that are not ready go at once', () => {
    const steps = new Steps([agent('a:1')]);
    for (const { metadata } of steps.pods().slice(0, 2)) steps.turn(metadata.name, 'False');
    const failing = Object.entries(onNodes(steps)).filter(([, [pod]]) => pod === 'a:1?');
    steps.apply(agent('a:2'));
    const after = look(steps);
    for (const [node] of failing) expect(after[node]).toEqual(['a:1-?']);
  });

  test('maxUnavailable is rounded up', () => {
    const steps = new Steps([agent('a:1')]);
    steps.apply(agent('a:2', { maxUnavailable: '50%' }));
    expect(look(steps)).toEqual({ 'node-1': ['a:1-'], 'node-2': ['a:1-'], 'node-3': ['a:1'] });
  });

  test('a surge makes the new pod first, and takes the old one away when that is available', () => {
    const surge = { maxSurge: 1, maxUnavailable: 0 };
    const steps = new Steps([agent('a:1', surge)]);
    steps.apply(agent('a:2', surge));
    const first = { 'node-1': ['a:1', 'a:2?'], 'node-2': ['a:1'], 'node-3': ['a:1'] };
    expect(look(steps)).toEqual(first);
    expect(look(steps)).toEqual(first);
    steps.start();
    expect(look(steps)['node-1']).toEqual(['a:1-', 'a:2']);
    expect(look(steps)).toEqual({
      'node-1': ['a:1-', 'a:2'],
      'node-2': ['a:1', 'a:2?'],
      'node-3': ['a:1'],
    });
  });

  test('a surge takes the old pod away at once when it is not ready', () => {
    const surge = { maxSurge: 1, maxUnavailable: 0 };
    const steps = new Steps([agent('a:1', surge)], 1);
    steps.turn(steps.pods()[0]?.metadata.name ?? '', 'False');
    steps.apply(agent('a:2', surge));
    expect(look(steps)).toEqual({ 'node-1': ['a:1?', 'a:2?'] });
    expect(look(steps)).toEqual({ 'node-1': ['a:1-?', 'a:2?'] });
  });

  test('with OnDelete pods are replaced when they go', () => {
    const spec = { updateStrategy: { type: 'OnDelete' } };
    const steps = new Steps([agent('a:1', {}, spec)], 1);
    steps.apply(agent('a:2', {}, spec));
    expect(steps.look('daemonset', 'shop/agent')).toEqual([]);
    steps.end(steps.pods()[0]?.metadata.name ?? '', 'Failed');
    expect(look(steps)).toEqual({ 'node-1': ['a:1-?'] });
    // It has ended: its object is no longer in the way.
    expect(look(steps)).toEqual({ 'node-1': ['a:1-?', 'a:2?'] });
  });
});
