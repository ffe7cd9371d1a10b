import * as fc from 'fast-check';
import { replay, type Cluster, type RequestInput, type Trace } from '@kubehop/core';
import { requestTo } from '@kubehop/core/arbitrary';
import type { Memory } from '@kubehop/core/components';
import { openTrace, toRequest, type Views } from '@kubehop/core/engine';
import { noDelays, type Simulation } from '@kubehop/sim';
import { scenarioArbitrary, type ActKind } from '@kubehop/sim/arbitrary';
import { expect } from 'vitest';
import { law, type Laws } from '../law.js';

/** What objects tell of: of machines and processes that fail they know less. */
const told: readonly ActKind[] = ['edit', 'rollout', 'scale', 'delete', 'crash', 'drain', 'taint', 'leader'];

const instant = scenarioArbitrary({ acts: { kinds: told, most: 4 }, delays: noDelays, behaviours: false });

/** Laws of a simulation in which nobody lags behind. */
export const instantLaws: Laws = {
  'without delays requests take the ways that they take in the cluster as it is': law(
    fc.property(instant, fc.nat(), (scenario, seed) => {
      scenario.play(undefined, (simulation) => {
        simulation.rest();
        for (const request of requestsTo(simulation.cluster, seed)) expectSameWay(simulation, request);
      });
    }),
    100,
  ),
};

/** Requests that are drawn from a cluster as it is at the moment. */
function requestsTo(cluster: Cluster, seed: number): readonly RequestInput[] {
  return fc.sample(requestTo(cluster), { seed, numRuns: 8 });
}

function expectSameWay(simulation: Simulation, request: RequestInput): void {
  const { cluster, memory } = simulation;
  const { trace } = simulation.send(request, { timeout: null });
  expect(simulation.cluster).toBe(cluster);
  expect(comparable(trace)).toEqual(comparable(traced(cluster, request, memory, trace)));
}

/** Where a SYN is sent again, the client has a port by which nodes know it; nginx tries more endpoints than one. */
function comparable({ assumptions, ...trace }: Trace): unknown {
  const others = assumptions.filter(({ code }) => code !== 'proxy-tries-one-endpoint');
  return JSON.parse(
    JSON.stringify({ ...trace, assumptions: others }, (key, value: unknown) =>
      key === 'sourcePort' || (key === 'port' && value === 32_768) ? undefined : value,
    ),
  );
}

/** The trace with the same choices, of components that remember the same. */
function traced(cluster: Cluster, request: RequestInput, before: Memory, of: Trace): Trace {
  const open = openTrace(toRequest(cluster, request), replay(of));
  // Servers of DNS are told apart where something happens in reality.
  const views: Views = {
    of: () => cluster,
    reality: { obstacle: () => undefined, process: () => ({ kind: 'usual' }), health: () => undefined },
  };
  for (let memory = before; ;) {
    const step = open.advance(views, memory);
    if (step.trace !== undefined) return step.trace;
    ({ memory } = step);
  }
}
