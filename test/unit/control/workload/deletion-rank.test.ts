import { describe, expect, test } from 'vitest';
import { inDeletionOrder } from '../../../../packages/core/src/control/workload/deletion-rank.js';
import type { Pod } from '../../../../packages/core/src/object/pod.js';

interface Options {
  readonly node?: string;
  readonly phase?: Pod['status']['phase'];
  readonly ready?: boolean;
  readonly cost?: string;
  readonly created?: string;
}

function pod(name: string, { node = name, phase = 'Running', ready = true, cost, created }: Options): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'shop',
      uid: '',
      labels: {},
      annotations: cost === undefined ? {} : { 'controller.kubernetes.io/pod-deletion-cost': cost },
      ...(created !== undefined && { creationTimestamp: created }),
      ownerReferences: [],
    },
    spec: {
      containers: [],
      initContainers: [],
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      hostAliases: [],
      hostNetwork: false,
      setHostnameAsFQDN: false,
      nodeSelector: {},
      tolerations: [],
      ...(node !== '' && { nodeName: node }),
    },
    status: { phase, podIPs: [], conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
  };
}

/** The order in which pods with these properties are given up, by their letters. */
function order(...options: readonly Options[]): string {
  const pods = options.map((each, index) => pod('abcdef'.charAt(index), each));
  return inDeletionOrder(pods, () => -1)
    .map(({ metadata }) => metadata.name)
    .join('');
}

describe('inDeletionOrder', () => {
  test.each<readonly [string, Options, Options]>([
    ['a pod without node goes before one with', {}, { node: '' }],
    ['a pending pod goes before a running one', {}, { phase: 'Pending' }],
    ['a pod in an unknown phase goes before a running one', {}, { phase: 'Unknown' }],
    ['a pending pod goes before one in an unknown phase', { phase: 'Unknown' }, { phase: 'Pending' }],
    ['a pod that is not ready goes before one that is', {}, { ready: false }],
    ['the lower deletion cost goes first', { cost: '5' }, { cost: '-5' }],
    ['no deletion cost is none', { cost: '1' }, {}],
    ['a deletion cost that is no number is none', { cost: '1' }, { cost: 'high' }],
    ['the younger goes first', { created: '2024-01-01T00:00:00Z' }, { created: '2024-01-02T00:00:00Z' }],
    ['a pod that the model made is younger than one that was given', { created: '2024-01-01T00:00:00Z' }, {}],
    ['the phase counts before the readiness', { ready: false }, { phase: 'Pending' }],
    ['the readiness counts before the cost', { cost: '-5' }, { ready: false }],
  ])('%s', (_, stays, goes) => {
    expect(order(stays, goes)).toBe('ba');
    expect(order(goes, stays)).toBe('ab');
  });

  test('a pod that shares its node with more of them goes first', () => {
    expect(order({ node: 'x' }, { node: 'y' }, { node: 'y' })).toBe('bca');
  });

  test('of pods that are equal otherwise the one made last goes first', () => {
    const made = ['a', 'b', 'c'].map((name) => pod(name, {}));
    const incarnations = new Map([
      ['a', 1],
      ['b', 2],
      ['c', 0],
    ]);
    const given = inDeletionOrder(made, ({ metadata }) => incarnations.get(metadata.name) ?? -1);
    expect(given.map(({ metadata }) => metadata.name)).toEqual(['b', 'a', 'c']);
  });
});

/** A pod on the node of its letter. */
const on = (name: string): Pod => pod(name, { node: name.charAt(0) });

describe('inDeletionOrder, where time passes', () => {
  type Ready = readonly (readonly [name: string, seconds: number | undefined, uid?: string])[];

  /** The names of pods in the order in which they go, by how long they have been ready; the letter is the node. */
  function timed(ready: Ready, siblings: readonly string[] = []): readonly string[] {
    const given = ready.map(([name, , uid = '']) => {
      const made = on(name);
      return { ...made, metadata: { ...made.metadata, uid } };
    });
    const pace = {
      readySeconds: ({ metadata }: Pod) => ready.find(([name]) => name === metadata.name)?.[1],
      related: [...given, ...siblings.map(on)],
    };
    return inDeletionOrder(given, () => 0, pace).map(({ metadata }) => metadata.name);
  }

  test.each<readonly [string, Ready, readonly string[]]>([
    [
      'those that were ready for less time go first',
      [
        ['a1', 1000],
        ['a2', 10],
        ['a3', 100],
      ],
      ['a2', 'a3', 'a1'],
    ],
    [
      // 2^39 ns are 550 s.
      'times of the same power of two are equal, and the uid decides',
      [
        ['a1', 600, 'y'],
        ['a2', 1000, 'x'],
      ],
      ['a2', 'a1'],
    ],
    [
      'times of another power of two are not',
      [
        ['a1', 500, 'y'],
        ['a2', 600, 'x'],
      ],
      ['a1', 'a2'],
    ],
    [
      'a pod that has just become ready goes before all others that are',
      [
        ['a1', 0.000001],
        ['a2', 0],
      ],
      ['a2', 'a1'],
    ],
    [
      'one that is not ready goes before it',
      [
        ['a1', 0],
        ['a2', undefined],
      ],
      ['a2', 'a1'],
    ],
  ])('%s', (_, ready, expected) => {
    expect(timed(ready)).toEqual(expected);
  });

  test('a node counts the pods of sibling sets too', () => {
    const ready: Ready = [
      ['a1', 50],
      ['b1', 50],
    ];
    expect(timed(ready)).toEqual(['a1', 'b1']);
    expect(timed(ready, ['b8', 'b9'])).toEqual(['b1', 'a1']);
  });
});
