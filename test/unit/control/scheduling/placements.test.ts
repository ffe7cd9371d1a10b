import { describe, expect, test, vi } from 'vitest';
import { Placements } from '../../../../packages/core/src/control/scheduling/placements.js';
import { barePod } from '../../../objects/workload.js';
import { podNamed, settled } from '../settled.js';

describe('Placements', () => {
  const finished = {
    ...barePod('shop/done', { pod: { nodeName: 'node-1' } }),
    status: { phase: 'Succeeded' },
  };
  const cluster = settled([finished, barePod('shop/web', { pod: { nodeName: 'node-1' } })]);

  test('a node is full of unfinished pods, those placed since included', () => {
    const placements = new Placements(cluster);
    const unfinished = placements.podsOn('node-1') - 1;
    expect(placements.isFull('node-1', unfinished + 1)).toBe(false);
    placements.place(podNamed(cluster, 'web'), 'node-1', []);
    expect(placements.isFull('node-1', unfinished + 1)).toBe(true);
  });

  test('the finished pods of a node are counted once, however many pods wait for room', () => {
    const count = vi.spyOn(cluster.podsOnNode('node-1'), 'filter');
    const placements = new Placements(cluster);
    for (let waiting = 0; waiting < 5; waiting += 1) placements.isFull('node-1', 1);
    expect(count).toHaveBeenCalledTimes(1);
  });
});
