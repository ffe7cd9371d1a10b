import { describe, expect, test } from 'vitest';
import {
  categorizeEndpoints,
  type EndpointList,
  type EndpointPolicies,
} from '../../../packages/core/src/endpoints/categorize.js';
import type { ServiceEndpoint } from '../../../packages/core/src/endpoints/service-endpoint.js';
import type { TopologyNode } from '../../../packages/core/src/endpoints/topology.js';

/** What tells endpoints apart in these tests; ready and without hints unless told otherwise. */
interface Traits {
  readonly state?: 'ready' | 'not-ready' | 'terminating' | 'gone';
  readonly zones?: readonly string[];
  readonly nodes?: readonly string[];
}

function endpoint(
  address: string,
  nodeName: string,
  { state = 'ready', zones = [], nodes = [] }: Traits = {},
): ServiceEndpoint {
  return {
    target: { address, port: 8080 },
    nodeName,
    zone: undefined,
    isReady: state === 'ready',
    isServing: state === 'ready' || state === 'terminating',
    isTerminating: state === 'terminating' || state === 'gone',
    zoneHints: zones,
    nodeHints: nodes,
    targetRef: undefined,
  };
}

const nodeA: TopologyNode = { name: 'node-a', zone: 'zone-a', usesNodeHints: true };
const allCluster: EndpointPolicies = {
  isExternallyAccessible: true,
  isInternalPolicyLocal: false,
  isExternalPolicyLocal: false,
};
const internalLocal: EndpointPolicies = { ...allCluster, isInternalPolicyLocal: true };
const externalLocal: EndpointPolicies = { ...allCluster, isExternalPolicyLocal: true };

function addresses(list: EndpointList | null): readonly string[] | null {
  return list === null ? null : list.targets.map((target) => target.address);
}

describe('categorizeEndpoints', () => {
  test.each([
    ['both policies Cluster', allCluster, true, false],
    ['internal Local', internalLocal, true, true],
    [
      'internal Local and not accessible from outside',
      { ...internalLocal, isExternallyAccessible: false },
      false,
      true,
    ],
    ['external Local', externalLocal, true, true],
    [
      'external Local and not accessible from outside',
      { ...externalLocal, isExternallyAccessible: false },
      true,
      false,
    ],
  ])('with %s makes the lists that can be asked for', (_, policies, cluster, local) => {
    const lists = categorizeEndpoints([endpoint('a', 'node-a')], policies, nodeA);
    expect([lists.cluster !== null, lists.local !== null]).toEqual([cluster, local]);
  });

  test('puts ready endpoints into the cluster list, wherever they are', () => {
    const lists = categorizeEndpoints([endpoint('a', 'node-a'), endpoint('b', 'node-b')], allCluster, nodeA);
    expect(addresses(lists.cluster)).toEqual(['a', 'b']);
  });

  test('falls back to endpoints that serve while they terminate, when none is ready anywhere', () => {
    const endpoints = [
      endpoint('a', 'node-a', { state: 'not-ready' }),
      endpoint('b', 'node-b', { state: 'terminating' }),
      endpoint('c', 'node-b', { state: 'gone' }),
    ];
    const { cluster } = categorizeEndpoints(endpoints, allCluster, nodeA);
    expect(addresses(cluster)).toEqual(['b']);
    expect(cluster?.leftOut.map(({ reason }) => reason)).toEqual(['not-ready', 'terminating']);
    expect(cluster?.skipped).toEqual([{ code: 'no-ready-endpoint' }]);
  });

  test('says nothing of readiness where nothing serves', () => {
    const { cluster, local } = categorizeEndpoints(
      [endpoint('a', 'node-a', { state: 'not-ready' })],
      externalLocal,
      nodeA,
    );
    expect([cluster?.skipped, local?.skipped]).toEqual([[], []]);
  });

  test('leaves terminating endpoints out while one is ready', () => {
    const { cluster } = categorizeEndpoints(
      [endpoint('a', 'node-a', { state: 'terminating' }), endpoint('b', 'node-b')],
      allCluster,
      nodeA,
    );
    expect(addresses(cluster)).toEqual(['b']);
    expect(cluster?.leftOut).toEqual([{ endpoint: { address: 'a', port: 8080 }, reason: 'terminating' }]);
  });

  test('puts ready endpoints of the node into the local list, hints or not', () => {
    const endpoints = [
      endpoint('a', 'node-a', { zones: ['zone-b'] }),
      endpoint('b', 'node-b', { zones: ['zone-a'] }),
      endpoint('c', 'node-a', { state: 'not-ready', zones: ['zone-a'] }),
    ];
    const { cluster, local } = categorizeEndpoints(endpoints, externalLocal, nodeA);
    expect(addresses(cluster)).toEqual(['b']);
    expect(addresses(local)).toEqual(['a']);
    expect(local?.leftOut.map(({ reason }) => reason)).toEqual(['not-on-node', 'not-ready']);
  });

  test('lets the two lists fall back on their own: a ready endpoint elsewhere does not hold the local list back', () => {
    const endpoints = [endpoint('a', 'node-a', { state: 'terminating' }), endpoint('b', 'node-b')];
    const lists = categorizeEndpoints(endpoints, externalLocal, nodeA);
    expect([lists.cluster?.skipped, lists.local?.skipped]).toEqual([[], [{ code: 'no-ready-endpoint' }]]);
    expect(addresses(lists.cluster)).toEqual(['b']);
    expect(addresses(lists.local)).toEqual(['a']);
  });

  test.each([
    ['a ready endpoint elsewhere', [endpoint('b', 'node-b')], true],
    ['a terminating endpoint that serves', [endpoint('b', 'node-b', { state: 'terminating' })], true],
    ['an endpoint that is not ready', [endpoint('a', 'node-a', { state: 'not-ready' })], false],
    ['an endpoint that terminates and serves no more', [endpoint('a', 'node-a', { state: 'gone' })], false],
    ['no endpoint', [], false],
  ])('knows of %s whether there is any endpoint', (_, endpoints, hasAny) => {
    const policies = { ...internalLocal, isExternallyAccessible: false };
    expect(categorizeEndpoints(endpoints, policies, nodeA).hasAny).toBe(hasAny);
    expect(categorizeEndpoints(endpoints, allCluster, nodeA).hasAny).toBe(hasAny);
  });

  test('makes one cluster list for all nodes as long as there are no hints', () => {
    const endpoints = [endpoint('a', 'node-a'), endpoint('b', 'node-b')];
    const nodeB = { ...nodeA, name: 'node-b', zone: 'zone-b' };
    expect(categorizeEndpoints(endpoints, allCluster, nodeA).cluster).toBe(
      categorizeEndpoints(endpoints, allCluster, nodeB).cluster,
    );
  });
});

function clusterList(
  endpoints: readonly ServiceEndpoint[],
  node: Partial<TopologyNode> = {},
): EndpointList | null {
  return categorizeEndpoints(endpoints, allCluster, { ...nodeA, ...node }).cluster;
}

describe('hints', () => {
  test('for zones keep a node to its zone, when every ready endpoint has some', () => {
    const list = clusterList([
      endpoint('a', 'node-a', { zones: ['zone-a'] }),
      endpoint('b', 'node-b', { zones: ['zone-b'] }),
      endpoint('c', 'node-c', { zones: ['zone-b', 'zone-a'] }),
    ]);
    expect(addresses(list)).toEqual(['a', 'c']);
    expect(list?.leftOut).toEqual([{ endpoint: { address: 'b', port: 8080 }, reason: 'other-zone' }]);
  });

  test('for nodes keep a node to itself', () => {
    const list = clusterList([
      endpoint('a', 'node-a', { zones: ['zone-a'], nodes: ['node-a'] }),
      endpoint('b', 'node-b', { zones: ['zone-a'], nodes: ['node-b'] }),
    ]);
    expect(addresses(list)).toEqual(['a']);
    expect(list?.leftOut.map(({ reason }) => reason)).toEqual(['other-node']);
  });

  test('keep each node to its own zone', () => {
    const endpoints = [
      endpoint('a', 'node-a', { zones: ['zone-a'] }),
      endpoint('b', 'node-b', { zones: ['zone-b'] }),
    ];
    expect(addresses(clusterList(endpoints))).toEqual(['a']);
    expect(addresses(clusterList(endpoints, { name: 'node-b', zone: 'zone-b' }))).toEqual(['b']);
  });

  const onlyForNodeB = [
    endpoint('a', 'node-b', { zones: ['zone-a'], nodes: ['node-b'] }),
    endpoint('b', 'node-b', { zones: ['zone-b'], nodes: ['node-b'] }),
  ];

  test('for nodes give way to those for zones on a node that none is for', () => {
    const list = clusterList(onlyForNodeB);
    expect(addresses(list)).toEqual(['a']);
    expect(list?.skipped).toEqual([{ code: 'hints-name-no-endpoint-for-node' }]);
  });

  test('for nodes are not looked at without the feature gate', () => {
    const endpoints = [
      endpoint('a', 'node-a', { zones: ['zone-a'], nodes: ['node-a'] }),
      endpoint('b', 'node-b', { zones: ['zone-a'], nodes: ['node-b'] }),
    ];
    expect(addresses(clusterList(endpoints, { usesNodeHints: false }))).toEqual(['a', 'b']);
  });

  test('are off when one ready endpoint has none', () => {
    const list = clusterList([endpoint('a', 'node-a', { zones: ['zone-a'] }), endpoint('b', 'node-b')]);
    expect(addresses(list)).toEqual(['a', 'b']);
    expect(list?.skipped).toEqual([{ code: 'hints-missing-on-endpoint' }]);
  });

  test('may be missing on endpoints that are not ready', () => {
    const list = clusterList([
      endpoint('a', 'node-a', { zones: ['zone-a'] }),
      endpoint('b', 'node-b', { zones: ['zone-b'] }),
      endpoint('c', 'node-b', { state: 'not-ready' }),
    ]);
    expect(addresses(list)).toEqual(['a']);
  });

  test.each([
    ['has no zone', undefined],
    ['has an empty zone', ''],
  ])('for zones are off on a node that %s', (_, zone) => {
    const list = clusterList([endpoint('a', 'node-a', { zones: ['zone-a'] })], { zone });
    expect(addresses(list)).toEqual(['a']);
    expect(list?.skipped).toEqual([{ code: 'hints-need-a-zone-of-the-node' }]);
  });

  test('for zones are off in a zone that none is for', () => {
    const list = clusterList([endpoint('a', 'node-a', { zones: ['zone-b'] })]);
    expect(addresses(list)).toEqual(['a']);
    expect(list?.skipped).toEqual([{ code: 'hints-name-no-endpoint-for-zone' }]);
  });

  test('play no part in the fallback to terminating endpoints', () => {
    const list = clusterList([
      endpoint('a', 'node-a', { state: 'terminating', zones: ['zone-a'] }),
      endpoint('b', 'node-b', { state: 'terminating', zones: ['zone-b'] }),
    ]);
    expect(addresses(list)).toEqual(['a', 'b']);
  });
});
