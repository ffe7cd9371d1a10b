import type { Simulation } from '../simulation.js';
import type { TimedAct } from './timed-act.js';

/**
 * Lets acts happen at their times, as far as what they are about is still there, and gives the simulation.
 *
 * @param done called after each act
 * @public
 * @example
 * fc.assert(
 *   fc.property(actsFor(cluster), (acts) => playActs(new Simulation(manifests), acts).rest() < 3_600_000),
 * );
 */
export function playActs(
  simulation: Simulation,
  acts: readonly TimedAct[],
  done: (simulation: Simulation) => void = () => undefined,
): Simulation {
  for (const act of acts) {
    if (act.at > simulation.now) simulation.advance(act.at - simulation.now);
    const found = act.actIn(simulation.cluster);
    if (found === undefined) continue;
    simulation.do(found);
    done(simulation);
  }
  return simulation;
}
