import { describe, expect, test } from 'vitest';
import { bareMetal } from '../../../packages/core/src/provider/bare-metal.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import { kind } from '../../../packages/core/src/provider/kind.js';
import { nodesOf } from '../../../packages/core/src/provider/nodes.js';
import { platformByName, platformNames } from '../../../packages/core/src/provider/platform-by-name.js';

describe('nodesOf', () => {
  test('a cloud has ready nodes in zones, with public addresses and a share of the pod range each', () => {
    const nodes = nodesOf(cloud({ nodes: 3, zones: 2 }));
    expect(nodes.map((node) => node.metadata.name)).toEqual(['node-1', 'node-2', 'node-3']);
    expect(nodes.map((node) => node.metadata.labels['topology.kubernetes.io/zone'])).toEqual([
      'zone-a',
      'zone-b',
      'zone-a',
    ]);
    expect(nodes.map((node) => node.spec.podCIDRs)).toEqual([
      ['10.244.0.0/24'],
      ['10.244.1.0/24'],
      ['10.244.2.0/24'],
    ]);
    expect(nodes[1]?.status.addresses).toEqual([
      { type: 'InternalIP', address: '10.0.0.12' },
      { type: 'ExternalIP', address: '192.0.2.12' },
      { type: 'Hostname', address: 'node-2' },
    ]);
  });

  test('the only node of kind has no taint, the control plane among several has one', () => {
    const taints = (count: number): readonly number[] =>
      nodesOf(kind({ nodes: count })).map((node) => node.spec.taints.length);
    expect(taints(1)).toEqual([0]);
    expect(taints(3)).toEqual([1, 0, 0]);
  });

  test('kind names its nodes by their role', () => {
    expect(nodesOf(kind({ nodes: 4 })).map((node) => node.metadata.name)).toEqual([
      'kind-control-plane',
      'kind-worker',
      'kind-worker2',
      'kind-worker3',
    ]);
  });

  test('machines on a LAN have no public address', () => {
    const types = nodesOf(bareMetal()).flatMap((node) =>
      node.status.addresses.map((address) => address.type),
    );
    expect(types).not.toContain('ExternalIP');
  });
});

describe('platformByName', () => {
  test.each(platformNames)('%s is a preset of that name', (name) => {
    expect(platformByName(name)?.name).toBe(name);
  });

  test('an unknown name is no platform', () => {
    expect(platformByName('mainframe')).toBeUndefined();
  });

  test.each([
    ['nodes', { nodes: 0 }],
    ['nodes', { nodes: 2.5 }],
    ['zones', { zones: 27 }],
    ['podCIDRs', { podCIDRs: ['10.244.0.0'] }],
  ])('%s out of range is a RangeError that names the option', (name, options) => {
    expect(() => cloud(options)).toThrow(RangeError);
    expect(() => cloud(options)).toThrow(name);
  });
});
