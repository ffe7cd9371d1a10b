import { describe, expect, test } from 'vitest';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';
import { endpointSlices } from '../../../../packages/core/src/control/endpoint-slice/endpoint-slices.js';
import { cloud } from '../../../../packages/core/src/provider/cloud.js';

function node(
  name: string,
  zone: string | undefined,
  { cpu = '4', ready = true, labels = {} } = {},
): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: { ...labels, ...(zone !== undefined && { 'topology.kubernetes.io/zone': zone }) },
    },
    status: { allocatable: { cpu }, conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
  };
}

function podsOn(nodeName: string, count: number, ready = true): readonly unknown[] {
  return Array.from({ length: count }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${nodeName}-${index}`, namespace: 'shop', labels: { app: 'web' } },
    spec: { nodeName, containers: [{ name: 'main', image: 'app' }] },
    status: {
      phase: 'Running',
      podIP: `10.1.0.${index}`,
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    },
  }));
}

interface Wish {
  readonly distribution?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly minor?: number;
}

/** The hints of each endpoint, zones then nodes, sorted. */
function hints(
  { distribution, annotations = {}, minor = 34 }: Wish,
  ...objects: readonly unknown[]
): readonly string[] {
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'shop', annotations },
    spec: {
      clusterIP: '10.96.0.9',
      ipFamilies: ['IPv4'],
      selector: { app: 'web' },
      ports: [{ port: 80 }],
      ...(distribution !== undefined && { trafficDistribution: distribution }),
    },
  };
  const cluster = createCluster([service, ...objects], {
    admission: 'skip',
    settle: 'never',
    platform: cloud({ kubernetesMinor: minor }),
  });
  return cluster
    .list('Service')
    .flatMap((each) => endpointSlices(cluster, each))
    .flatMap((slice) => slice.endpoints)
    .map((endpoint) => [...(endpoint.hints?.forZones ?? []), ...(endpoint.hints?.forNodes ?? [])].join('+'))
    .sort();
}

const auto = { annotations: { 'service.kubernetes.io/topology-mode': 'Auto' } };

describe('trafficDistribution', () => {
  const objects = [node('n1', 'a'), node('n2', undefined), ...podsOn('n1', 1), ...podsOn('n2', 1)];

  test.each<readonly [string | undefined, number, readonly string[]]>([
    [undefined, 34, ['', '']],
    ['PreferClose', 34, ['', 'a']],
    ['PreferClose', 30, ['', '']],
    ['PreferSameZone', 34, ['', 'a']],
    ['PreferSameZone', 33, ['', '']],
    ['PreferSameNode', 34, ['a+n1', 'n2']],
    ['PreferSameNode', 33, ['', '']],
    ['Nearest', 34, ['', '']],
  ])('%s in 1.%i', (distribution, minor, expected) => {
    expect(hints({ ...(distribution !== undefined && { distribution }), minor }, ...objects)).toEqual(
      expected,
    );
  });

  test('an endpoint that is not ready gets no hint', () => {
    expect(hints({ distribution: 'PreferClose' }, node('n1', 'a'), ...podsOn('n1', 1, false))).toEqual(['']);
  });
});

describe('the topology annotation', () => {
  const zones = [node('n1', 'a'), node('n2', 'b')];

  test.each<readonly [string, Readonly<Record<string, string>>, boolean]>([
    ['Auto', { 'service.kubernetes.io/topology-mode': 'Auto' }, true],
    ['auto', { 'service.kubernetes.io/topology-mode': 'auto' }, true],
    ['another word', { 'service.kubernetes.io/topology-mode': 'enabled' }, false],
    ['the older annotation', { 'service.kubernetes.io/topology-aware-hints': 'auto' }, true],
    [
      'the older annotation goes first',
      {
        'service.kubernetes.io/topology-aware-hints': 'disabled',
        'service.kubernetes.io/topology-mode': 'Auto',
      },
      false,
    ],
  ])('%s', (_, annotations, on) => {
    expect(hints({ annotations }, ...zones, ...podsOn('n1', 1), ...podsOn('n2', 1))).toEqual(
      on ? ['a', 'b'] : ['', ''],
    );
  });

  test('it goes before trafficDistribution', () => {
    const wish = { ...auto, distribution: 'PreferSameNode' };
    expect(hints(wish, ...zones, ...podsOn('n1', 1), ...podsOn('n2', 1))).toEqual(['a', 'b']);
  });

  test('a zone with more than its share of endpoints lends to one with less', () => {
    expect(hints(auto, ...zones, ...podsOn('n1', 5), ...podsOn('n2', 1))).toEqual([
      'a',
      'a',
      'a',
      'b',
      'b',
      'b',
    ]);
  });

  test('nothing is lent to zones that lack less than half an endpoint', () => {
    const four = [
      node('n1', 'a', { cpu: '28' }),
      ...['b', 'c', 'd'].map((zone, index) => node(`n${index + 2}`, zone, { cpu: '24' })),
    ];
    const given = [...podsOn('n1', 4), ...podsOn('n2', 2), ...podsOn('n3', 2), ...podsOn('n4', 2)];
    expect(hints(auto, ...four, ...given).join('')).toBe('aaaabbccdd');
  });

  test('shares go by CPU', () => {
    const uneven = [node('n1', 'a', { cpu: '6' }), node('n2', 'b', { cpu: '2000m' })];
    expect(hints(auto, ...uneven, ...podsOn('n1', 2), ...podsOn('n2', 2))).toEqual(['a', 'a', 'a', 'b']);
  });

  test.each<readonly [string, readonly unknown[]]>([
    ['one zone', [node('n1', 'a'), node('n2', 'a')]],
    ['a node without zone', [...zones, node('n3', undefined)]],
    ['a node without CPU', [...zones, node('n3', 'a', { cpu: '0' })]],
    ['a zone whose only node is not ready', [node('n1', 'a'), node('n2', 'b', { ready: false })]],
    ['fewer endpoints than zones', [...zones, node('n3', 'c')]],
  ])('%s: no hints', (_, nodes) => {
    expect(hints(auto, ...nodes, ...podsOn('n1', 1), ...podsOn('n2', 1))).toEqual(['', '']);
  });

  test('control plane nodes do not count', () => {
    const labels = { 'node-role.kubernetes.io/control-plane': '' };
    const nodes = [...zones, node('n3', 'c', { labels })];
    expect(hints(auto, ...nodes, ...podsOn('n1', 1), ...podsOn('n2', 1))).toEqual(['a', 'b']);
  });

  test('no hints where a zone would be overloaded by more than a fifth', () => {
    const three = [...zones, node('n3', 'c')];
    expect(hints(auto, ...three, ...podsOn('n1', 2), ...podsOn('n2', 1), ...podsOn('n3', 1))).toEqual([
      '',
      '',
      '',
      '',
    ]);
  });
});
