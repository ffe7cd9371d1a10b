import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { internet, pod, readRequest } from '@kubehop/core';
import { Simulation, type Arrivals, type Snapshot } from '@kubehop/sim';
import { happenings, requests, shop, shopOptions, type Happening } from './happenings.js';

const seeds = fc.nat(2 ** 31);
const runs = { numRuns: 25 };

const origin = internet();
const client = pod('shop', 'client');
const arrivals: Arrivals = { model: 'poisson', perSecond: 5 };

/** How long a simulation goes on after the last act. */
const rest = 400_000;

function begun(seed: number): Simulation {
  return new Simulation(shop, { ...shopOptions, seed });
}

/** Does all of it; acts about what is not there any more do nothing. */
function play(
  simulation: Simulation,
  all: readonly Happening[],
  pass: (ms: number) => void = (ms) => {
    simulation.advance(ms);
  },
): Simulation {
  for (const { after, act } of all) {
    pass(after);
    tryTo(() => {
      simulation.do(act);
    });
  }
  pass(rest);
  return simulation;
}

function tryTo(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}

/** Plans all of it, three seconds apart at most, and tells when the last of it will be done. */
function plan(simulation: Simulation, all: readonly Happening[]): number {
  let time = simulation.now;
  for (const { after, act } of all) {
    time += Math.min(after, 3_000);
    simulation.at(time, () => {
      tryTo(() => {
        simulation.do(act);
      });
    });
  }
  return time;
}

/** The log as text: the same only if it is the same to the byte. */
function logOf(simulation: Simulation): string {
  return simulation.log.map((event) => JSON.stringify(event)).join('\n');
}

/** What happened, without what was asked. */
function happened(simulation: Simulation): string {
  return simulation.log
    .filter(({ kind }) => kind !== 'request')
    .map((event) => JSON.stringify(event))
    .join('\n');
}

function ask(simulation: Simulation): void {
  for (const request of requests) simulation.begin(readRequest(request, origin), {}, () => undefined);
  simulation.lookup('db', client);
  simulation.load({ request: { from: client, url: 'http://web/' }, arrivals, duration: 5_000 });
}

describe('a simulation', () => {
  test.prop([seeds, happenings], runs)('comes out the same from the same seed', (seed, all) => {
    expect(logOf(play(begun(seed), all))).toBe(logOf(play(begun(seed), all)));
  });

  test.prop([seeds, happenings, fc.integer({ min: 1, max: 7_000 })], runs)(
    'does the same in many small steps as in one large one',
    (seed, all, step) => {
      const stepwise = begun(seed);
      play(stepwise, all, (ms) => {
        for (let left = ms; left > 0; left -= step) stepwise.advance(Math.min(step, left));
      });
      expect(logOf(stepwise)).toBe(logOf(play(begun(seed), all)));
    },
  );

  test.prop([seeds, happenings, happenings], { numRuns: 10 })(
    'goes on from a snapshot in JSON as if it had not been interrupted',
    (seed, before, after) => {
      const whole = begun(seed);
      // What is planned happens while answers are waited for.
      const planned = plan(whole, before);
      const connection = whole.connect({ from: client, url: 'http://web/' });
      for (const request of requests) whole.send(request);
      whole.load({ request: { from: client, url: 'http://web/' }, arrivals, duration: 20_000 });
      whole.advance(Math.max(0, planned - whole.now));
      if (connection.isOpen) connection.send({ from: client, url: 'http://web/' });
      whole.lookup('db', client);
      const snapshot = JSON.parse(JSON.stringify(whole.snapshot())) as Snapshot;
      const resumed = Simulation.resume(snapshot);
      expect(resumed.now).toBe(whole.now);
      expect(logOf(resumed)).toBe(logOf(whole));
      for (const simulation of [whole, resumed]) {
        play(simulation, after);
        for (const request of requests) simulation.send(request);
      }
      expect(logOf(resumed)).toBe(logOf(whole));
      expect(resumed.snapshot()).toEqual(JSON.parse(JSON.stringify(whole.snapshot())));
    },
  );

  test.prop([seeds, happenings], runs)('happens the same whether anybody asks or not', (seed, all) => {
    const asked = begun(seed);
    play(asked, all, (ms) => {
      ask(asked);
      asked.advance(ms);
    });
    expect(happened(asked)).toBe(happened(play(begun(seed), all)));
  });
});
