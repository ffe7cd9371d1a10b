import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { Chances } from '../../../../packages/sim/src/load/chances.js';

function draws(chances: Chances, count: number): readonly number[] {
  return Array.from({ length: count }, () => chances.next());
}

const seeds = fc.integer();
const requests = fc.nat(2 ** 40);

describe('the chances of a request', () => {
  test.prop([seeds, requests, requests])(
    'are the same whichever requests were asked for before',
    (seed, one, other) => {
      const chances = new Chances(seed);
      draws(chances.begin(other, 'times'), 3);
      expect(draws(chances.begin(one, 'ways'), 5)).toEqual(draws(new Chances(seed).begin(one, 'ways'), 5));
    },
  );

  test.prop([seeds, requests, fc.nat(20)])(
    'can be gone on with after as many draws',
    (seed, request, count) => {
      const whole = draws(new Chances(seed).begin(request, 'ways'), count + 3);
      expect(draws(new Chances(seed).begin(request, 'ways').skip(count), 3)).toEqual(whole.slice(count));
    },
  );

  test.prop([seeds, requests])('are others for its ways, its times and its client', (seed, request) => {
    const firsts = (['ways', 'times', 'thinking'] as const).map((stream) =>
      new Chances(seed).begin(request, stream).next(),
    );
    expect(new Set(firsts).size).toBe(3);
  });

  test.each([0, 1, 0x5eed_0001])('are even over requests one after the other, with seed %i', (seed) => {
    const chances = new Chances(seed);
    const buckets = new Array<number>(100).fill(0);
    const pairs = new Array<number>(100).fill(0);
    const count = 200_000;
    for (let request = 0; request < count; request++) {
      const [one = 0, other = 0] = draws(chances.begin(request, 'ways'), 2);
      const bucket = Math.floor(one * 100);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
      const pair = Math.floor(one * 10) * 10 + Math.floor(other * 10);
      pairs[pair] = (pairs[pair] ?? 0) + 1;
    }
    // With 99 degrees of freedom chi squared is above 160 once in ten thousand times.
    for (const counts of [buckets, pairs]) {
      const mean = count / 100;
      const chiSquared = counts.reduce((sum, each) => sum + (each - mean) ** 2 / mean, 0);
      expect(chiSquared).toBeLessThan(160);
    }
  });
});
