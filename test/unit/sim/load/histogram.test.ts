import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { Histogram } from '../../../../packages/sim/src/load/histogram.js';

function histogramOf(times: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const time of times) histogram.add(time);
  return histogram;
}

/** The time that so large a share does not exceed, by a list that is sorted. */
function inSortedList(times: readonly number[], percent: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.ceil((percent * sorted.length) / 100) - 1] ?? 0;
}

const longTimes = fc.oneof(fc.nat(127), fc.nat(5_000), fc.nat(2 ** 31 - 1));

describe('quantile', () => {
  test.prop([fc.array(longTimes, { minLength: 1, maxLength: 200 }), fc.integer({ min: 1, max: 100 })])(
    'is never below what a sorted list says, and less than two per cent above',
    (times, percent) => {
      const exact = inSortedList(times, percent);
      const found = histogramOf(times).quantile(percent / 100);
      expect(found).toBeGreaterThanOrEqual(exact);
      expect(found).toBeLessThanOrEqual(exact * 1.02);
    },
  );

  test.prop([fc.array(fc.nat(127), { minLength: 1 }), fc.integer({ min: 1, max: 100 })])(
    'is exact for short times',
    (times, percent) => {
      expect(histogramOf(times).quantile(percent / 100)).toBe(inSortedList(times, percent));
    },
  );

  test('is 0 where there are no times', () => {
    expect(histogramOf([]).quantile(0.99)).toBe(0);
  });

  test('of the whole is the longest', () => {
    expect(histogramOf([3, 1_000_003, 7]).quantile(1)).toBe(1_000_003);
  });
});

test('a histogram counts what it was given', () => {
  const histogram = histogramOf([5, 5, 900]);
  expect([histogram.total, histogram.largest]).toEqual([3, 900]);
});
