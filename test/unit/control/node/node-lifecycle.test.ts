import { describe, expect, test } from 'vitest';
import { barePod, deployment } from '../../../objects/workload.js';
import { names, pods, settled } from '../settled.js';

function node(name: string, taints: readonly object[] = []): unknown {
  const podCIDRs = [`10.244.${name === 'a' ? 1 : 2}.0/24`];
  return { apiVersion: 'v1', kind: 'Node', metadata: { name }, spec: { taints, podCIDRs } };
}

const evicting = { key: 'maintenance', value: '', effect: 'NoExecute' };

describe('nodeLifecycleController', () => {
  test('the pods of a node that goes are made again elsewhere; bare pods are gone', () => {
    const cluster = settled([
      node('a'),
      node('b'),
      deployment('shop/web', { replicas: 2 }),
      barePod('shop/bare', { pod: { nodeName: 'a' } }),
    ]).delete({ kind: 'Node', name: 'a' });
    expect(pods(cluster).map((pod) => pod.spec.nodeName)).toEqual(['b', 'b']);
  });

  test.each<readonly [string, object | undefined, boolean]>([
    ['no toleration drives a pod away', undefined, false],
    ['a toleration lets it stay', { key: 'maintenance', operator: 'Exists' }, true],
    [
      'a toleration for a time drives it away, since the time passes',
      { key: 'maintenance', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
      false,
    ],
  ])('a NoExecute taint and %s', (_, toleration, stays) => {
    const tolerations = toleration === undefined ? [] : [toleration];
    const cluster = settled([
      node('a'),
      node('b'),
      barePod('shop/web', { pod: { nodeName: 'a', tolerations } }),
    ]);
    expect(names(cluster.apply(node('a', [evicting])))).toEqual(stays ? ['web'] : []);
  });
});
