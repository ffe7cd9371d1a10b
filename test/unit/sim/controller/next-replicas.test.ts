import { describe, expect, test } from 'vitest';
import { nextReplicas, type AutoscalerState } from '@kubehop/sim';

const second = 1_000;

function next(state: Partial<AutoscalerState>): number {
  return nextReplicas({ now: 1_000 * second, current: 10, wish: 10, ...state });
}

describe('a decision of an autoscaler', () => {
  test.each<[string, Partial<AutoscalerState>, number]>([
    ['goes up by 4 where that is more than twice', { current: 2, wish: 40 }, 6],
    ['goes up to twice as many where that is more', { current: 10, wish: 40 }, 20],
    ['goes no further up than what is right', { current: 10, wish: 12 }, 12],
    ['rounds up', { current: 10, wish: 12.1 }, 13],
    ['stays within a tenth of what is right', { current: 10, wish: 11 }, 10],
    ['stays within a tenth below what is right', { current: 10, wish: 9 }, 10],
    ['moves beyond a tenth', { current: 10, wish: 11.01 }, 12],
    ['goes down at once where nothing more was right', { current: 10, wish: 2 }, 2],
    ['keeps its least', { current: 10, wish: 0, least: 3 }, 3],
    ['keeps one unless told otherwise', { current: 10, wish: 0 }, 1],
    ['keeps its most', { current: 10, wish: 40, most: 15 }, 15],
    ['goes to its most from above', { current: 30, wish: 40, most: 15 }, 15],
    ['goes to its least from below', { current: 2, wish: 2, least: 5 }, 5],
    ['leaves alone what was scaled to nothing', { current: 0, wish: 5 }, 0],
  ])('%s', (_, state, expected) => {
    expect(next(state)).toBe(expected);
  });

  test('goes down to the highest number that was right in the last 300 s', () => {
    const recommendations = [
      { at: 699 * second, replicas: 9 },
      { at: 700 * second, replicas: 8 },
      { at: 701 * second, replicas: 6 },
      { at: 900 * second, replicas: 4 },
    ];
    // That of 700 is 300 s old, and counts no more.
    expect(next({ wish: 2, recommendations })).toBe(6);
  });

  test('never goes up for what was right before', () => {
    expect(next({ wish: 2, recommendations: [{ at: 900 * second, replicas: 30 }] })).toBe(10);
  });

  // 4 of the 10 came 10 s ago: from 6, 4 more or twice as many are 10 or 12.
  test('counts what it added in the last 15 s against its limit', () => {
    expect(next({ wish: 40, events: [{ at: 990 * second, change: 4 }] })).toBe(12);
  });

  test('counts what it added 15 s ago no more', () => {
    expect(next({ wish: 40, events: [{ at: 985 * second, change: 4 }] })).toBe(20);
  });

  // 8 of the 10 came just now: from 2 it may have 6, which it has already.
  test('does not go down for having gone up too far', () => {
    expect(next({ wish: 40, events: [{ at: 999 * second, change: 8 }] })).toBe(10);
  });
});
