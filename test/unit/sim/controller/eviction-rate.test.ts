import { describe, expect, test } from 'vitest';
import { createCluster, type Cluster } from '@kubehop/core';
import { VirtualClock } from '@kubehop/sim';
import { evictionInterval, EvictionRate } from '../../../../packages/sim/src/controller/eviction-rate.js';
import type { World } from '../../../../packages/sim/src/world.js';

const second = 1_000;

/** Zones by the states of their nodes: `+` is ready, `-` is not. */
function clusterOf(zones: Readonly<Record<string, string>>): Cluster {
  const nodes = Object.entries(zones).flatMap(([zone, states]) =>
    Array.from(states, (state, index) => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: `${zone}${index + 1}`, labels: { 'topology.kubernetes.io/zone': zone } },
      status: { conditions: [{ type: 'Ready', status: state === '+' ? 'True' : 'Unknown' }] },
    })),
  );
  return createCluster(nodes);
}

describe('the time from one eviction to the next', () => {
  test.each<[string, Readonly<Record<string, string>>, number | undefined]>([
    ['10 s, as long as fewer than 55 % of a zone are ill', { a: '---+++' }, 10 * second],
    ['10 s for one or two ill nodes, whatever their share', { a: '--+' }, 10 * second],
    // 6 of 11 are 54.5 %, 4 of 7 are 57 %.
    ['10 s just below 55 %', { a: '------+++++' }, 10 * second],
    ['none in a small cluster from 55 % on', { a: '----+++' }, undefined],
    ['100 s in a large cluster from 55 % on', { a: '---++', b: '+'.repeat(46) }, 100 * second],
    ['none in a cluster of 50', { a: '---++', b: '+'.repeat(45) }, undefined],
    ['10 s for a zone that is ill altogether', { a: '---', b: '+++' }, 10 * second],
    ['none where all nodes are ill', { a: '---', b: '---' }, undefined],
  ])('is %s', (_, zones, expected) => {
    expect(evictionInterval(clusterOf(zones), 'a')).toBe(expected);
  });
});

/** The nodes that get their taint, and the seconds at which they do: `a1@0`. */
function rateOf(cluster: Cluster) {
  const clock = new VirtualClock();
  const api = { cluster };
  const tainted: string[] = [];
  const rate = new EvictionRate({ clock, api } as unknown as World, (node) => {
    tainted.push(`${node}@${clock.now / second}`);
  });
  return { clock, api, rate, tainted };
}

describe('nodes that wait for their taint', () => {
  test('get it one in 10 s, the first one at once', () => {
    const { clock, rate, tainted } = rateOf(clusterOf({ a: '---+++++' }));
    for (const node of ['a1', 'a2', 'a3']) rate.add(node);
    clock.advance(60 * second);
    expect(tainted).toEqual(['a1@0', 'a2@10', 'a3@20']);
  });

  test('wait for those of their own zone only', () => {
    const { clock, rate, tainted } = rateOf(clusterOf({ a: '--+++', b: '-++' }));
    for (const node of ['a1', 'a2', 'b1']) rate.add(node);
    clock.advance(60 * second);
    expect(tainted).toEqual(['a1@0', 'b1@0', 'a2@10']);
  });

  test('get none once they are removed', () => {
    const { clock, rate, tainted } = rateOf(clusterOf({ a: '---+++++' }));
    for (const node of ['a1', 'a2', 'a3']) rate.add(node);
    rate.remove('a2');
    clock.advance(60 * second);
    expect(tainted).toEqual(['a1@0', 'a3@10']);
  });

  test('go on once so many are ready again that the zone is not cut off', () => {
    const { clock, api, rate, tainted } = rateOf(clusterOf({ a: '---' }));
    rate.add('a1');
    clock.advance(60 * second);
    expect(tainted).toEqual([]);
    api.cluster = clusterOf({ a: '--+' });
    rate.look();
    expect(tainted).toEqual(['a1@60']);
  });
});
