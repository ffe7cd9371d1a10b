import { describe, expect, test } from 'vitest';
import { node } from '../../../objects/node.js';
import { daemonSet } from '../../../objects/workload.js';
import { names, pods, settled } from '../settled.js';

const agent = daemonSet('shop/agent');

function nodesOf(cluster: ReturnType<typeof settled>): readonly string[] {
  return pods(cluster)
    .map((pod) => pod.spec.nodeName ?? 'none')
    .sort();
}

/** A node with taints, or one that takes no new pods. */
function worker(spec: object = {}): unknown {
  const plain = node('worker', ['192.168.1.50'], { podCIDRs: ['10.244.9.0/24'] });
  return { ...plain, spec: { ...plain.spec, ...spec } };
}

const noSchedule = { key: 'dedicated', value: 'x', effect: 'NoSchedule' };
const noExecute = { key: 'dedicated', value: 'x', effect: 'NoExecute' };

describe('daemonSetController', () => {
  test('a DaemonSet has a pod on every node, also on nodes that come later', () => {
    const cluster = settled([agent]);
    expect(nodesOf(cluster)).toEqual(['node-1', 'node-2', 'node-3']);
    expect(nodesOf(cluster.apply(node('node-4', [])))).toEqual(['node-1', 'node-2', 'node-3', 'node-4']);
  });

  test.each<readonly [string, object, readonly string[]]>([
    ['its nodeSelector names', { nodeSelector: { 'kubernetes.io/hostname': 'node-2' } }, ['node-2']],
    ['its spec.nodeName names', { nodeName: 'node-3' }, ['node-3']],
  ])('it has pods only on nodes that %s', (_, pod, expected) => {
    expect(nodesOf(settled([daemonSet('shop/agent', { pod })]))).toEqual(expected);
  });

  test.each<readonly [string, object, boolean]>([
    ['an untolerated NoSchedule taint keeps its pods away', { taints: [noSchedule] }, false],
    ['an untolerated NoExecute taint keeps its pods away', { taints: [noExecute] }, false],
    ['an unschedulable node gets one all the same', { unschedulable: true }, true],
    [
      'a node under memory pressure gets one all the same',
      { taints: [{ key: 'node.kubernetes.io/memory-pressure', effect: 'NoSchedule' }] },
      true,
    ],
  ])('%s', (_, spec, expected) => {
    expect(names(settled([worker(spec), agent]))).toHaveLength(expected ? 1 : 0);
  });

  test('a node without network gets only pods of the host network', () => {
    const taint = { key: 'node.kubernetes.io/network-unavailable', effect: 'NoSchedule' };
    const offline = worker({ taints: [taint] });
    expect(names(settled([offline, agent]))).toEqual([]);
    expect(names(settled([offline, daemonSet('shop/agent', { pod: { hostNetwork: true } })]))).toHaveLength(
      1,
    );
  });

  test('a taint that comes later drives the pod away if it is NoExecute, and lets it stay if it is NoSchedule', () => {
    const cluster = settled([worker(), agent]);
    expect(names(cluster.apply(worker({ taints: [noSchedule] })))).toEqual(names(cluster));
    expect(names(cluster.apply(worker({ taints: [noExecute] })))).toEqual([]);
  });

  test('a pod that was given on a node that was not stays', () => {
    const given = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'agent-x',
        namespace: 'shop',
        ownerReferences: [
          { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'agent', uid: 'u', controller: true },
        ],
      },
      spec: { nodeName: 'elsewhere', containers: [{ name: 'main', image: 'app' }] },
    };
    expect(nodesOf(settled([worker(), agent, given]))).toEqual(['elsewhere', 'worker']);
  });

  test('its pod goes with the node', () => {
    const after = settled([agent]).delete({ kind: 'Node', name: 'node-2' });
    expect(nodesOf(after)).toEqual(['node-1', 'node-3']);
  });

  test('another template replaces the pods, one for one', () => {
    const before = settled([agent]);
    const after = before.apply(daemonSet('shop/agent', { image: 'app:2' }));
    expect(nodesOf(after)).toEqual(['node-1', 'node-2', 'node-3']);
    expect(names(after).filter((name) => names(before).includes(name))).toEqual([]);
  });
});
