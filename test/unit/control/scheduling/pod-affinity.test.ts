import { describe, expect, test } from 'vitest';
import { barePod, deployment, type PodSpecManifest } from '../../../objects/workload.js';
import { podNamed, pods, settled } from '../settled.js';
import { app, host, hosts, leaving, placeOf, preferred, required } from './placed.js';

function near(of: string, topologyKey = 'kubernetes.io/hostname', more: object = {}): object {
  return { labelSelector: { matchLabels: { app: of } }, topologyKey, ...more };
}

const wants = (...terms: readonly object[]): PodSpecManifest => ({
  affinity: { podAffinity: { [required]: terms } },
});
const avoids = (...terms: readonly object[]): PodSpecManifest => ({
  affinity: { podAntiAffinity: { [required]: terms } },
});

const host1 = { 'kubernetes.io/hostname': 'n1' };
const sameVersion = near('web', 'kubernetes.io/hostname', { matchLabelKeys: ['version'] });

describe('affinity to other pods', () => {
  test.each<readonly [string, readonly unknown[], string]>([
    [
      'leads to the node of the other pod',
      [app('db', { nodeName: 'n3' }), app('web', wants(near('db')))],
      'n3',
    ],
    [
      'is about places: another node of the zone will do',
      [app('db', { nodeName: 'n2' }), app('web', { ...wants(near('db', 'zone')), nodeSelector: host1 })],
      'n1',
    ],
    [
      'to a pod that is nowhere is not met',
      [app('web', wants(near('db')))],
      "0/3 nodes are available: 3 node(s) didn't match pod affinity rules.",
    ],
    [
      'to itself is met where nobody else is',
      [app('web', { ...wants(near('web')), nodeSelector: host1 })],
      'n1',
    ],
    [
      'must hold for one pod in every term',
      [
        app('db', { nodeName: 'n1' }),
        app('cache', { nodeName: 'n1' }),
        app('web', wants(near('db'), near('cache'))),
      ],
      "0/3 nodes are available: 3 node(s) didn't match pod affinity rules.",
    ],
    [
      'is about pods of the own namespace',
      [barePod('blog/db', { labels: { app: 'db' }, pod: { nodeName: 'n3' } }), app('web', wants(near('db')))],
      "0/3 nodes are available: 3 node(s) didn't match pod affinity rules.",
    ],
    [
      'can be about pods of another namespace',
      [
        barePod('blog/db', { labels: { app: 'db' }, pod: { nodeName: 'n3' } }),
        app('web', wants(near('db', 'zone', { namespaces: ['blog'] }))),
      ],
      'n3',
    ],
    [
      'can be about pods of all namespaces',
      [
        barePod('blog/db', { labels: { app: 'db' }, pod: { nodeName: 'n3' } }),
        app('web', wants(near('db', 'zone', { namespaceSelector: {} }))),
      ],
      'n3',
    ],
    [
      'without selector is about no pod',
      [app('db', { nodeName: 'n3' }), app('web', wants({ topologyKey: 'zone' }))],
      "0/3 nodes are available: 3 node(s) didn't match pod affinity rules.",
    ],
    [
      'by a negative keeps away',
      [app('db', { nodeName: 'n1' }), app('web', avoids(near('db', 'zone')))],
      'n3',
    ],
    [
      'by a negative that leaves no node keeps the pod waiting',
      [
        app('a', { nodeName: 'n1' }, { app: 'db' }),
        app('b', { nodeName: 'n3' }, { app: 'db' }),
        app('web', avoids(near('db', 'zone'))),
      ],
      "0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules.",
    ],
    [
      'by a negative of the pod that is there keeps away as well',
      [
        app('db', { nodeName: 'n3', ...avoids(near('web', 'zone')) }),
        app('web', { nodeSelector: { zone: 'b' } }),
      ],
      "0/3 nodes are available: 1 node(s) didn't satisfy existing pods anti-affinity rules, 2 node(s) didn't match Pod's node affinity/selector.",
    ],
    [
      'can be about pods that share a label',
      [
        app('a', { nodeName: 'n1' }, { app: 'web', version: '1' }),
        app('web', { ...avoids(sameVersion), nodeSelector: host1 }, { version: '1' }),
      ],
      "0/3 nodes are available: 1 node(s) didn't match pod anti-affinity rules, 2 node(s) didn't match Pod's node affinity/selector.",
    ],
    [
      'can leave those aside that do not share it',
      [
        app('a', { nodeName: 'n1' }, { app: 'web', version: '2' }),
        app('web', { ...avoids(sameVersion), nodeSelector: host1 }, { version: '1' }),
      ],
      'n1',
    ],
  ])('%s', (_, objects, expected) => {
    expect(placeOf('web', ...hosts, ...objects)).toBe(expected);
  });

  test('by a negative against its own kind gives every pod a node, and leaves over those that have none', () => {
    const cluster = settled([...hosts, deployment('shop/web', { replicas: 4, pod: avoids(near('web')) })]);
    expect(
      pods(cluster)
        .map(({ spec }) => spec.nodeName ?? 'none')
        .sort(),
    ).toEqual(['n1', 'n2', 'n3', 'none']);
  });

  test('of a pod that was placed just before keeps away as well', () => {
    expect(placeOf('web', host('n1'), app('a', avoids(near('web'))), app('web'))).toBe(
      "0/1 nodes are available: 1 node(s) didn't satisfy existing pods anti-affinity rules.",
    );
  });

  test('is looked at again when the other pod comes, and when one goes that kept it away', () => {
    const alone = settled([...hosts, app('web', wants(near('db')))]);
    expect(podNamed(alone, 'web').spec.nodeName).toBeUndefined();
    const joined = alone.apply(app('db', { nodeName: 'n2' }));
    expect(podNamed(joined, 'web').spec.nodeName).toBe('n2');

    const full = settled([host('n1'), app('db', { nodeName: 'n1', ...avoids(near('web')) }), app('web')]);
    expect(podNamed(full, 'web').spec.nodeName).toBeUndefined();
    const free = full.delete({ kind: 'Pod', namespace: 'shop', name: 'db' });
    expect(podNamed(free, 'web').spec.nodeName).toBe('n1');
  });

  test('a pod that is being deleted still keeps others away, and still holds its host port', () => {
    const old = leaving('old', { app: 'old' }, 80);
    expect(placeOf('web', host('n1'), old, app('web', avoids(near('old'))))).toBe(
      "0/1 nodes are available: 1 node(s) didn't match pod anti-affinity rules.",
    );
    const port = {
      containers: [{ name: 'main', image: 'app', ports: [{ containerPort: 80, hostPort: 80 }] }],
    };
    expect(placeOf('web', host('n1'), old, app('web', port))).toBe(
      "0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports.",
    );
  });

  test.each<readonly [string, object, string]>([
    ['near a pod', { podAffinity: { [preferred]: [{ weight: 1, podAffinityTerm: near('db') }] } }, 'n2'],
    [
      'far from a pod',
      { podAntiAffinity: { [preferred]: [{ weight: 1, podAffinityTerm: near('db', 'zone') }] } },
      'n3',
    ],
    [
      'what weighs more',
      {
        podAffinity: { [preferred]: [{ weight: 1, podAffinityTerm: near('db') }] },
        nodeAffinity: {
          [preferred]: [
            { weight: 2, preference: { matchExpressions: [{ key: 'zone', operator: 'In', values: ['b'] }] } },
          ],
        },
      },
      'n3',
    ],
  ])('a preference for %s decides among nodes that fit', (_, affinityOf, expected) => {
    expect(
      placeOf('web', ...hosts, app('db', { nodeName: 'n2' }), app('web', { affinity: affinityOf })),
    ).toBe(expected);
  });
});
