import * as fc from 'fast-check';
import { clusterArbitrary, type ClusterKnobs } from '@kubehop/core/arbitrary';
import type { StatedBehaviour } from '../kubelet/behaviour.js';
import type { DelayOptions } from '../time/delays.js';
import type { ActKnobs } from './act-kinds.js';
import { actsFor } from './acts-for.js';
import { delaysArbitrary } from './delays-arbitrary.js';
import { GeneratedScenario } from './generated-scenario.js';
import { behaviourArbitrary } from './pod-acts.js';
import { traitsArbitrary, withTraits } from './workload-traits.js';

/** What drawn scenarios are made of. @public */
export interface ScenarioKnobs {
  /** What their clusters are made of. */
  readonly cluster?: ClusterKnobs;
  /** What is done to them. */
  readonly acts?: ActKnobs;
  /** The delays; drawn unless given. */
  readonly delays?: DelayOptions;
  /** Whether processes do something else than the usual from the beginning; they may unless told otherwise. */
  readonly behaviours?: boolean;
}

/**
 * Scenarios: clusters as users write them, with probes, hooks and strategies, and what happens to them in time. Shrinking
 * leads to few acts on a small cluster with the usual delays.
 *
 * @throws {RangeError} for a knob that there is not
 * @public
 * @example
 * fc.assert(
 *   fc.property(scenarioArbitrary({ acts: { kinds: ['rollout'] } }), (scenario) => {
 *     const simulation = scenario.play();
 *     simulation.rest();
 *     return simulation.log.every(({ kind }) => kind !== 'node-tainted');
 *   }),
 * );
 */
export function scenarioArbitrary(knobs: ScenarioKnobs = {}): fc.Arbitrary<GeneratedScenario> {
  const { behaviours = true } = knobs;
  const cluster = fc
    .tuple(clusterArbitrary(knobs.cluster), fc.array(traitsArbitrary, { maxLength: 3 }))
    .map(([drawn, traits]) => drawn.with(withTraits(drawn.manifests, traits)));
  const processes = fc.array(statedBehaviour, { maxLength: behaviours ? 2 : 0 });
  return cluster.chain((drawn) =>
    fc
      .tuple(
        actsFor(drawn.cluster, knobs.acts),
        fc.nat({ max: 1_000 }),
        knobs.delays === undefined ? delaysArbitrary() : fc.constant(knobs.delays),
        processes,
      )
      .map(
        ([acts, seed, delays, does]) =>
          new GeneratedScenario(drawn, { seed, delays, behaviours: does }, acts),
      ),
  );
}

const statedBehaviour: fc.Arbitrary<StatedBehaviour> = fc
  .tuple(fc.constantFrom('web', 'api', 'web:1'), behaviourArbitrary)
  .map(([image, does]) => ({ image, does }));
