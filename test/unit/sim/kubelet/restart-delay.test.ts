import { describe, expect, test } from 'vitest';
import { forgetsRestarts, restartDelay } from '../../../../packages/sim/src/kubelet/restart-delay.js';

const longest = 300_000;

describe('the wait for a restart', () => {
  test('is nothing at first, then doubles from 10 s up to the longest', () => {
    const delays = Array.from({ length: 9 }, (_, restarts) => restartDelay(restarts, longest) / 1_000);
    expect(delays).toEqual([0, 10, 20, 40, 80, 160, 300, 300, 300]);
  });

  test('is never longer than a longest below the first one', () => {
    expect([0, 1, 2, 3].map((restarts) => restartDelay(restarts, 5_000))).toEqual([0, 5_000, 5_000, 5_000]);
  });

  test('begins anew after a run of twice the longest', () => {
    expect([599_999, 600_000].map((ranFor) => forgetsRestarts(ranFor, longest))).toEqual([false, true]);
  });
});
