import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { internet } from '@kubehop/core';
import { Simulation, type Arrivals, type LoadOptions, type LoadReport } from '@kubehop/sim';

/** What is sent to nobody in particular, in steps of the timeline. */
function sent(arrivals: Arrivals, duration: number, step = 1, seed = 1): LoadReport {
  const simulation = new Simulation([], { seed });
  const request = { from: internet(), url: 'http://192.0.2.1/' };
  const run = simulation.load({ request, arrivals, duration, step });
  simulation.advance(duration);
  return run.report();
}

/** The moments at which something was sent, as often as that. */
function moments({ timeline }: LoadReport): readonly number[] {
  return timeline.flatMap(({ at, sent: count }) => new Array<number>(count).fill(at));
}

describe('constant arrivals', () => {
  test.prop([fc.integer({ min: 1, max: 3_000 }), fc.integer({ min: 1, max: 2_000 })])(
    'are as many as the rate says, at equal distances',
    (perSecond, duration) => {
      const report = sent({ model: 'constant', perSecond }, duration);
      expect(report.requests).toBe(Math.ceil((perSecond * duration) / 1_000));
      const expected = Array.from({ length: report.requests }, (_, index) =>
        Math.floor((index * 1_000) / perSecond),
      );
      expect(moments(report)).toEqual(expected);
    },
  );

  test('do not drift', () => {
    expect(moments(sent({ model: 'constant', perSecond: 3 }, 100_000)).slice(-3)).toEqual([
      99_000, 99_333, 99_666,
    ]);
  });
});

describe('poisson arrivals', () => {
  test('have the mean and the variance of a Poisson process, in each stretch of time', () => {
    const perSecond = 250;
    const counts = sent({ model: 'poisson', perSecond }, 400_000, 100).timeline.map((step) => step.sent);
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (counts.length - 1);
    // Four standard deviations of what 4,000 steps with 25 each come to.
    expect(Math.abs(mean - 25)).toBeLessThan(4 * Math.sqrt(25 / 4_000));
    expect(Math.abs(variance - 25)).toBeLessThan(4 * 25 * Math.sqrt(2 / 4_000));
  });

  test('are drawn by the seed', () => {
    const [one, again, other] = [3, 3, 4].map((seed) =>
      moments(sent({ model: 'poisson', perSecond: 50 }, 1_000, 1, seed)),
    );
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  });
});

describe('clients that wait for answers', () => {
  test('send again when they have thought, and not before', () => {
    const report = sent({ model: 'closed', clients: 3, think: 100 }, 1_000);
    expect(moments(report)).toEqual(
      Array.from({ length: 9 }, (_, index) => (index + 1) * 100).flatMap((at) => [at, at, at]),
    );
  });

  test('do not send all the time where they need none to think', () => {
    expect(sent({ model: 'closed', clients: 2, think: 0 }, 50).requests).toBe(100);
  });
});

describe('a load that cannot be', () => {
  const fine: LoadOptions = {
    request: { from: internet(), url: 'http://192.0.2.1/' },
    arrivals: { model: 'constant', perSecond: 1 },
    duration: 1_000,
  };

  test.each<Partial<LoadOptions>>([
    { arrivals: { model: 'constant', perSecond: 0 } },
    { arrivals: { model: 'poisson', perSecond: Number.NaN } },
    { arrivals: { model: 'closed', clients: 1.5, think: 0 } },
    { arrivals: { model: 'closed', clients: 1, think: Number.NaN } },
    { arrivals: { model: 'closed', clients: 1, think: { from: 0, to: Infinity } } },
    { duration: 0 },
    { duration: 0.5 },
    { step: 0 },
    { connections: { kept: 0 } },
    { timeout: 0.5 },
    { timeout: -1 },
    { retries: { times: 1.5, wait: 0 } },
    { retries: { times: 1, wait: Number.NaN } },
  ])('is refused: %j', (wrong) => {
    const simulation = new Simulation([]);
    expect(() => simulation.load({ ...fine, ...wrong })).toThrow(RangeError);
    expect(simulation.load(fine).isOver).toBe(false);
  });
});
