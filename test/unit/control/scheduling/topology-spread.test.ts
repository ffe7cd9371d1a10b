import { describe, expect, test } from 'vitest';
import { deployment, type PodSpecManifest } from '../../../objects/workload.js';
import { pods, settled } from '../settled.js';
import { app, host, hosts, leaving, placeOf } from './placed.js';

const spread = (topologyKey: string, more: object = {}): PodSpecManifest => ({
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: { app: 'web' } },
      ...more,
    },
  ],
});
const places = (replicas: number, pod: PodSpecManifest): readonly string[] =>
  pods(settled([...hosts, deployment('shop/web', { replicas, pod })]))
    .map(({ spec }) => spec.nodeName ?? 'none')
    .sort();

const n1 = { 'kubernetes.io/hostname': 'n1' };

describe('topology spread constraints', () => {
  test('no place has more pods than the emptiest and the skew', () => {
    expect(places(4, spread('zone'))).toEqual(['n1', 'n2', 'n3', 'n3']);
    expect(places(4, { ...spread('zone'), nodeSelector: { zone: 'a' } })).toEqual(['n1', 'n1', 'n2', 'n2']);
  });

  test('nodes that the pod may not go to count where affinity is ignored', () => {
    const pod = { ...spread('zone', { nodeAffinityPolicy: 'Ignore' }), nodeSelector: { zone: 'a' } };
    expect(places(3, pod)).toEqual(['n1', 'none', 'none']);
  });

  test('a constraint with an empty selector counts no pods', () => {
    const more = { nodeAffinityPolicy: 'Ignore', labelSelector: {} };
    expect(places(4, { ...spread('zone', more), nodeSelector: { zone: 'a' } })).toEqual([
      'n1',
      'n1',
      'n2',
      'n2',
    ]);
  });

  test('a pod that its own selector does not match counts for nothing itself', () => {
    const more = { nodeAffinityPolicy: 'Ignore', labelSelector: { matchLabels: { app: 'db' } } };
    const pod = { ...spread('zone', more), nodeSelector: n1 };
    expect(placeOf('web', ...hosts, app('db', { nodeName: 'n1' }), app('web', pod))).toBe('n1');
  });

  test('a node that lacks the label of one constraint counts for none', () => {
    const [inZone] = spread('zone').topologySpreadConstraints ?? [];
    const [inRack] = spread('rack', { maxSkew: 5 }).topologySpreadConstraints ?? [];
    const labels = { zone: 'a', rack: 'r' };
    const racked = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n1', labels } };
    const one = app('one', { nodeName: 'n1' }, { app: 'web' });
    const pod = { topologySpreadConstraints: [inZone, inRack] };
    expect(placeOf('web', racked, host('n2', 'b'), one, app('web', pod, { app: 'web' }))).toBe('n1');
  });

  test('nodes with taints count unless these are honoured', () => {
    const tainted = host('n4', 'c', { taints: [{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }] });
    const at = (policy: string): string | undefined =>
      placeOf(
        'web',
        host('n1', 'a'),
        tainted,
        app('one', { nodeName: 'n1' }, { app: 'web' }),
        app('web', spread('zone', { nodeTaintsPolicy: policy })),
      );
    expect(at('Honor')).toBe('n1');
    expect(at('Ignore')).toBe(
      "0/2 nodes are available: 1 node(s) didn't match pod topology spread constraints, 1 node(s) had untolerated taint {dedicated: gpu}.",
    );
  });

  test('with fewer places than asked for the emptiest counts as empty', () => {
    expect(places(3, spread('zone', { minDomains: 3 }))).toEqual(['n1', 'n3', 'none']);
  });

  test('a node without the label is no place', () => {
    expect(placeOf('web', host('n1'), app('web', spread('zone')))).toBe(
      "0/1 nodes are available: 1 node(s) didn't match pod topology spread constraints (missing required label).",
    );
  });

  test('a constraint that may be broken is a preference', () => {
    const pod = spread('zone', { whenUnsatisfiable: 'ScheduleAnyway' });
    const objects = [
      app('one', { nodeName: 'n3' }, { app: 'web' }),
      app('two', { nodeName: 'n1' }, { app: 'web' }),
    ];
    expect(placeOf('web', ...hosts, ...objects, app('web', pod))).toBe('n2');
    const more = [...objects, app('three', { nodeName: 'n2' }, { app: 'web' })];
    expect(placeOf('web', ...hosts, ...more, app('web', pod))).toBe('n3');
    expect(placeOf('web', host('n1', 'a'), ...objects, app('web', pod))).toBe('n1');
  });

  test('pods that are being deleted do not count', () => {
    const pod = { ...spread('kubernetes.io/hostname'), nodeSelector: { zone: 'a' } };
    expect(
      placeOf(
        'web',
        ...hosts,
        leaving('one', { app: 'web' }),
        app('two', { nodeName: 'n2' }, { app: 'web' }),
        app('web', pod),
      ),
    ).toBe('n1');
  });
});
