import * as fc from 'fast-check';
import type { RequestInput } from '@kubehop/core';
import { requestTo } from '@kubehop/core/arbitrary';
import type { Delay, Latency, LoadOptions, LoadReport, LoadRun, Simulation } from '@kubehop/sim';
import { scenarioArbitrary, type GeneratedScenario } from '@kubehop/sim/arbitrary';
import { expect } from 'vitest';
import { law, type Laws } from '../law.js';

const within = 10_000;

/** What is sent to whom, and what happens meanwhile. */
interface Drawn {
  readonly scenario: GeneratedScenario;
  readonly loads: readonly LoadOptions[];
  readonly latency: Latency;
}

function delayUpTo(most: number): fc.Arbitrary<Delay> {
  return fc.oneof(
    fc.nat(most),
    fc.tuple(fc.nat(most), fc.nat(most)).map(([from, more]) => ({ from, to: from + more })),
  );
}

/** A few hundred requests at most. */
const loadWithout = fc.record(
  {
    arrivals: fc.oneof(
      fc.record({
        model: fc.constantFrom('constant' as const, 'poisson' as const),
        perSecond: fc.constantFrom(1, 3.7, 20),
      }),
      fc.record({
        model: fc.constant('closed' as const),
        clients: fc.integer({ min: 1, max: 8 }),
        think: fc.oneof(
          fc.constant(1_000),
          fc.integer({ min: 200, max: 900 }).map((from) => ({ from, to: 3_000 })),
        ),
      }),
    ),
    duration: fc.integer({ min: 1, max: 15_000 }),
    connections: fc.oneof(fc.constant('new' as const), fc.record({ kept: fc.integer({ min: 1, max: 4 }) })),
    step: fc.constantFrom(1, 1_000, 7_000),
    timeout: fc.constantFrom(1, 300, 10_000, null),
    retries: fc.record({ times: fc.integer({ min: 0, max: 3 }), wait: delayUpTo(2_000) }),
    kernel: fc.constantFrom('since-6.5' as const, 'before-6.5'),
  },
  { requiredKeys: ['arrivals', 'duration'] },
);

const latencies: fc.Arbitrary<Latency> = fc.record(
  {
    client: delayUpTo(20),
    'load-balancer': delayUpTo(400),
    node: delayUpTo(20),
    service: delayUpTo(400),
    ingress: delayUpTo(400),
    pod: delayUpTo(400),
  },
  { requiredKeys: [] },
);

const drawn: fc.Arbitrary<Drawn> = scenarioArbitrary({ acts: { within } }).chain((scenario) =>
  fc.record({
    scenario: fc.constant(scenario),
    loads: fc.array(
      fc
        .tuple(loadWithout, requestTo(scenario.drawn.cluster))
        .map(([load, request]: readonly [Omit<LoadOptions, 'request'>, RequestInput]) => ({
          ...load,
          request,
        })),
      { minLength: 1, maxLength: 2 },
    ),
    latency: latencies,
  }),
);

/** Longer than clients wait that do not wait for ever. */
const wait = 80_000;

interface Played {
  readonly simulation: Simulation;
  readonly reports: readonly LoadReport[];
}

function played(
  { scenario, loads, latency }: Drawn,
  followsEachRequest = false,
  look: (runs: readonly LoadRun[]) => void = () => undefined,
): Played {
  const simulation = scenario.simulation({ latency, followsEachRequest });
  const runs = loads.map((load) => simulation.load(load));
  scenario.play(simulation, () => {
    look(runs);
  });
  simulation.advance(wait);
  look(runs);
  for (const [index, { isOver }] of runs.entries())
    expect(isOver || loads[index]?.timeout === null).toBe(true);
  return { simulation, reports: runs.map((run) => run.report()) };
}

function happened({ log }: Simulation): readonly unknown[] {
  return log.filter(({ kind }) => kind !== 'request');
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

/** Laws of streams of requests. */
export const loadLaws: Laws = {
  'come to the same as each of their requests by itself': law(
    fc.property(drawn, (all) => {
      expect(played(all).reports).toEqual(played(all, true).reports);
    }),
    60,
  ),
  'count each request once': law(
    fc.property(drawn, (all) => {
      played(all, false, (runs) => {
        for (const run of runs) addUp(run.report());
      });
    }),
    20,
  ),
  'never have more requests under way than there are clients': law(
    fc.property(drawn, (all) => {
      played(all, false, (runs) => {
        for (const [index, run] of runs.entries()) {
          const { arrivals } = all.loads[index] ?? {};
          if (arrivals?.model !== 'closed') continue;
          expect(run.report().underway).toBeLessThanOrEqual(arrivals.clients);
        }
      });
    }),
    20,
  ),
  'change nothing in what happens': law(
    fc.property(drawn, (all) => {
      const { simulation } = played(all);
      expect(happened(simulation)).toEqual(happened(played({ ...all, loads: [] }).simulation));
    }),
    20,
  ),
};

function addUp({ requests, underway, ok, errors, pods, fates, timeline, from, until }: LoadReport): void {
  const failed = sumOf(errors.map(({ count }) => count));
  expect(ok + failed + underway).toBe(requests);
  expect(sumOf(fates.map(({ count }) => count))).toBe(ok + failed);
  expect(sumOf(timeline.map((step) => step.failed))).toBe(failed);
  expect(sumOf(timeline.map(({ sent }) => sent))).toBe(requests);
  expect(sumOf(pods.map((pod) => pod.requests))).toBeLessThanOrEqual(ok);
  for (const fate of fates) {
    expect(fate.first).toBeGreaterThanOrEqual(from);
    expect(fate.last).toBeGreaterThanOrEqual(fate.first);
    expect(fate.last).toBeLessThanOrEqual(until);
  }
}
