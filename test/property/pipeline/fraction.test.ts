import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plus, shareOf, times, toNumber, whole } from '../../../packages/core/src/pipeline/fraction.js';
import type { Fraction } from '../../../packages/core/src/pipeline/fraction.js';

const nothing: Fraction = { numerator: 0n, denominator: 1n };

/** The shares of candidates with these weights. */
function sharesOf(weights: readonly number[]): readonly Fraction[] {
  const sum = weights.reduce((one, other) => one + other, 0);
  const candidates = weights.map((weight) => ({ probability: weight / sum }));
  return candidates.map((candidate) => shareOf(candidates, candidate));
}

const counts = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 4 });

describe('shares', () => {
  test('of equally likely candidates sum to exactly 1, choice after choice', () => {
    fc.assert(
      fc.property(counts, (sizes) => {
        const all = sizes.reduce<readonly Fraction[]>(
          (shares, size) => {
            const own = sharesOf(Array.from({ length: size }, () => 1));
            const merged = shares.reduce(plus, nothing);
            return own.map((share) => times(merged, share));
          },
          [whole],
        );
        expect(toNumber(all.reduce(plus, nothing))).toBe(1);
      }),
    );
  });

  test('of weighted candidates are the numbers that they were given, and sum to 1 within rounding', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 20 }), (weights) => {
        const sum = weights.reduce((one, other) => one + other, 0);
        const shares = sharesOf(weights);
        expect(shares.map(toNumber)).toEqual(weights.map((weight) => weight / sum));
        expect(toNumber(shares.reduce(plus, nothing))).toBeCloseTo(1, 14);
      }),
    );
  });

  test('stay numbers however many choices were made', () => {
    const [unlikely = whole] = sharesOf([0.1, 0.9]);
    const tiny = Array.from({ length: 60 }, () => unlikely).reduce(times, whole);
    expect(toNumber(tiny) / 1e-60).toBeCloseTo(1, 9);
  });

  test('are refused where a probability is none', () => {
    expect(() => shareOf([{ probability: NaN }, { probability: 1 }], { probability: NaN })).toThrow(
      RangeError,
    );
  });
});
