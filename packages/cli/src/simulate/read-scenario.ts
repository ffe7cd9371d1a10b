import type { Origin } from '@kubehop/core';
import type { Scenario } from '@kubehop/sim';
import { checkTimes } from './check-times.js';
import type { Mistakes } from './mistakes.js';
import { readAct, type ObjectsOf } from './read-act.js';
import { readBehaviour } from './read-behaviour.js';
import { readDelays } from './read-delays.js';
import { readLoadExpectation } from './read-expectation.js';
import { readLoad, readRequest } from './read-load.js';
import { readDelay, readPositiveDuration } from './read-value.js';
import type { StatedScenario } from './scenario-file.js';

/** What reading a scenario takes besides its file. */
export interface ScenarioSurroundings {
  /** Where requests come from that do not say so. */
  readonly origin: Origin;
  readonly objectsOf: ObjectsOf;
}

/** Reads a scenario whose every field is as its schema says; what is wrong nevertheless is noted. */
export function readScenario(
  stated: StatedScenario,
  { origin, objectsOf }: ScenarioSurroundings,
  mistakes: Mistakes,
): Scenario {
  const { seed, delays, behaviours = [], latency = {}, loads = [], acts = [], requests = [] } = stated;
  const { expect, step: statedStep } = stated;
  const until = mistakes.reading('until', () => readPositiveDuration(stated.until));
  const step =
    statedStep === undefined ? undefined : mistakes.reading('step', () => readPositiveDuration(statedStep));
  const scenario: Scenario = {
    ...(seed === undefined ? {} : { seed }),
    ...(delays === undefined ? {} : { delays: readDelays(delays, mistakes) }),
    behaviours: behaviours.map((each, index) => readBehaviour(each, `behaviours[${index}]`, mistakes)),
    latency: Object.fromEntries(
      Object.entries(latency).map(([stage, delay]) => [
        stage,
        mistakes.reading(`latency.${stage}`, () => readDelay(delay)) ?? 0,
      ]),
    ),
    loads: there(loads.map((each, index) => readLoad(each, `loads[${index}]`, origin, mistakes))),
    acts: there(acts.map((each, index) => readAct(each, `acts[${index}]`, objectsOf, mistakes))),
    requests: there(requests.map((each, index) => readRequest(each, `requests[${index}]`, origin, mistakes))),
    until: until ?? Infinity,
    step: step ?? stepFor(until ?? 0),
    ...(expect === undefined ? {} : { expect: readLoadExpectation(expect, 'expect', mistakes) }),
  };
  if (expect !== undefined && loads.length === 0)
    mistakes.add('expect', 'is held against loads, and there are none', 'field-missing');
  checkNames(stated.loads ?? [], mistakes);
  // Without what cannot be read the rest would stand at other places.
  if (mistakes.list.length === 0) checkTimes(scenario, mistakes);
  return scenario;
}

/** A second, unless there would be more steps than anybody looks at. */
function stepFor(until: number): number {
  const second = 1_000;
  return second * Math.max(1, Math.ceil(until / (usualSteps * second)));
}

/** Those of two hours. */
const usualSteps = 7_200;

function checkNames(loads: NonNullable<StatedScenario['loads']>, mistakes: Mistakes): void {
  const names = new Set<string>();
  for (const [index, { name, request }] of loads.entries()) {
    const called = name ?? request;
    if (names.has(called)) {
      const path = name === undefined ? `loads[${index}]` : `loads[${index}].name`;
      mistakes.add(path, `another load is called "${called}": give each a name of its own`, 'name-taken');
    }
    names.add(called);
  }
}

function there<Value>(values: readonly (Value | undefined)[]): readonly Value[] {
  return values.filter((value): value is Value => value !== undefined);
}
