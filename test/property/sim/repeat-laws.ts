import * as fc from 'fast-check';
import type { RequestInput } from '@kubehop/core';
import { requestTo } from '@kubehop/core/arbitrary';
import { toRequest } from '@kubehop/core/engine';
import { Simulation, type SimulationEvent, type Snapshot } from '@kubehop/sim';
import { scenarioArbitrary, type GeneratedScenario } from '@kubehop/sim/arbitrary';
import { expect } from 'vitest';
import { law, type Laws } from '../law.js';

const small = { workloads: { max: 2 }, services: { max: 2 }, ingresses: { max: 1 } } as const;
const scenario = scenarioArbitrary({ cluster: small });

/** A scenario with requests that are sent while it is under way, each so long after its beginning. */
const asked = scenario.chain((drawn) => {
  const request = fc.tuple(fc.nat({ max: 120_000 }), requestTo(drawn.drawn.cluster));
  return fc.tuple(fc.constant(drawn), fc.array(request, { maxLength: 12, size: 'max' }));
});

/** Laws of what decides about a simulation: its seed, and what is done to it. */
export const repeatLaws: Laws = {
  'is the same again for the same seed': law(
    fc.property(scenario, (drawn) => {
      expect(rested(drawn.play())).toBe(rested(drawn.play()));
    }),
    60,
  ),
  'is the same whether time passes at once or step by step': law(
    fc.property(
      scenario,
      fc.array(fc.integer({ min: 1, max: 60_000 }), { maxLength: 20 }),
      (drawn, steps) => {
        const stepped = drawn.simulation();
        const left = [...steps];
        for (const act of drawn.acts) {
          while (stepped.now < act.at) stepped.advance(Math.min(left.pop() ?? 10_000, act.at - stepped.now));
          const found = act.actIn(stepped.cluster);
          if (found !== undefined) stepped.do(found);
        }
        for (const step of left) stepped.advance(step);
        const atOnce = drawn.play();
        atOnce.advance(stepped.now - atOnce.now);
        expect(rested(stepped)).toBe(rested(atOnce));
      },
    ),
  ),
  'goes on from a snapshot as it would have gone on': law(
    fc.property(asked, fc.nat({ max: 120_000 }), ([drawn, requests], time) => {
      const simulation = drawn.simulation();
      for (const entry of inOrder(drawn, requests)) {
        if (entry.at > time) break;
        simulation.advance(Math.max(0, entry.at - simulation.now));
        entry.happen(simulation);
      }
      const snapshot = simulation.snapshot();
      const history = JSON.parse(JSON.stringify(snapshot.history)) as Snapshot['history'];
      const resumed = Simulation.resume({ ...snapshot, history });
      expect(resumed.now).toBe(simulation.now);
      expect(textOf(resumed.log)).toBe(textOf(simulation.log));
      expect(rested(drawn.play(resumed))).toBe(rested(drawn.play(simulation)));
    }),
  ),
  'goes on as without requests, whatever is asked, and whatever caches keep of it': law(
    fc.property(asked, ([drawn, requests]) => {
      const simulation = drawn.simulation();
      for (const [at, input] of requests) {
        simulation.at(at, () => {
          const request = toRequest(simulation.cluster, input);
          simulation.begin(request, { timeout: null, retries: { times: 1, wait: 500 } }, () => undefined);
        });
      }
      drawn.play(simulation);
      expect(rested(simulation)).toBe(rested(drawn.play()));
    }),
    150,
  ),
};

interface Entry {
  readonly at: number;
  readonly happen: (simulation: Simulation) => void;
}

function inOrder(
  { acts }: GeneratedScenario,
  requests: readonly (readonly [number, RequestInput])[],
): readonly Entry[] {
  return [
    ...acts.map((act) => ({
      at: act.at,
      happen: (simulation: Simulation) => {
        const found = act.actIn(simulation.cluster);
        if (found !== undefined) simulation.do(found);
      },
    })),
    ...requests.map(([at, request]) => ({
      at,
      happen: (simulation: Simulation) => {
        simulation.send(request);
      },
    })),
  ].sort((one, other) => one.at - other.at);
}

/** Everything that happened until nothing is under way any more. */
function rested(simulation: Simulation): string {
  simulation.rest();
  return textOf(simulation.log);
}

function textOf(log: readonly SimulationEvent[]): string {
  return log.map((event) => JSON.stringify(event)).join('\n');
}
