import { describe, expect, test } from 'vitest';
import { settled } from '../settled.js';

const bare = (name: string): unknown => ({ apiVersion: 'v1', kind: 'Node', metadata: { name } });

describe('nodeRegistration', () => {
  test('a node that is only named gets an address, a share of the pod range each, and is ready', () => {
    const nodes = settled([bare('b'), bare('a')]).list('Node');
    expect(nodes.map(({ spec, status }) => [spec.podCIDRs, status.addresses[0], status.conditions])).toEqual([
      [
        ['10.244.0.0/24'],
        { type: 'InternalIP', address: '192.168.1.11' },
        [{ type: 'Ready', status: 'True' }],
      ],
      [
        ['10.244.1.0/24'],
        { type: 'InternalIP', address: '192.168.1.12' },
        [{ type: 'Ready', status: 'True' }],
      ],
    ]);
  });

  test('a node that is only named carries the labels that kubelets set', () => {
    expect(settled([bare('a')]).get('Node', 'a')?.metadata.labels).toEqual({
      'kubernetes.io/arch': 'amd64',
      'kubernetes.io/hostname': 'a',
      'kubernetes.io/os': 'linux',
    });
  });

  test('what a node says of itself stays, and is not given to another', () => {
    const cluster = settled([
      bare('a'),
      {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name: 'z' },
        spec: { podCIDRs: ['10.244.0.0/24'] },
        status: {
          addresses: [{ type: 'InternalIP', address: '192.168.1.11' }],
          conditions: [{ type: 'Ready', status: 'False' }],
        },
      },
    ]);
    expect(cluster.get('Node', 'z')).toMatchObject({
      spec: { podCIDRs: ['10.244.0.0/24'] },
      status: { conditions: [{ status: 'False' }] },
    });
    expect(cluster.get('Node', 'a')).toMatchObject({
      spec: { podCIDRs: ['10.244.1.0/24'] },
      status: { addresses: [{ address: '192.168.1.12' }, { type: 'Hostname', address: 'a' }] },
    });
  });

  test('a node that is applied again by name keeps its share and its address', () => {
    const before = settled([bare('a'), bare('b')]);
    const after = before.apply({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'b' },
      spec: { unschedulable: true },
    });
    expect(after.problems).toEqual([]);
    expect(after.get('Node', 'b')?.spec).toMatchObject({ unschedulable: true, podCIDRs: ['10.244.1.0/24'] });
    expect(after.get('Node', 'b')?.status).toEqual(before.get('Node', 'b')?.status);
  });

  test('the share of a node that goes is not given to the next one', () => {
    const cluster = settled([bare('a'), bare('b')])
      .delete({ kind: 'Node', name: 'b' })
      .apply(bare('c'));
    expect(cluster.get('Node', 'c')?.spec.podCIDRs).toEqual(['10.244.2.0/24']);
  });
});
