import type { GeneratedCluster } from '@kubehop/core/arbitrary';
import type { SimulationOptions } from '../options.js';
import { Simulation } from '../simulation.js';
import { playActs } from './play-acts.js';
import type { TimedAct } from './timed-act.js';

/** What happens to a cluster, as it was drawn: manifests, how long components lag behind, and acts at times. @public */
export class GeneratedScenario {
  /** The manifests and the platform. */
  readonly drawn: GeneratedCluster;
  /** The seed, the delays and what processes do. */
  readonly options: SimulationOptions;
  /** In the order of their times. */
  readonly acts: readonly TimedAct[];

  /** @internal */
  constructor(drawn: GeneratedCluster, options: SimulationOptions, acts: readonly TimedAct[]) {
    this.drawn = drawn;
    this.options = options;
    this.acts = acts;
  }

  /** A simulation at its beginning; options that are given take the place of those that were drawn. */
  simulation(options: SimulationOptions = {}): Simulation {
    const { manifests, platform } = this.drawn;
    return new Simulation(manifests, { platform, ...this.options, ...options });
  }

  /**
   * Lets everything happen at its time, and gives the simulation.
   *
   * @param done called after each act
   */
  play(
    simulation: Simulation = this.simulation(),
    done: (simulation: Simulation) => void = () => undefined,
  ): Simulation {
    return playActs(simulation, this.acts, done);
  }

  /** The manifests, the options and the acts, as fast-check shows them in a counterexample. */
  toString(): string {
    const { seed, ...others } = this.options;
    const acts = this.acts.map((act) => `# ${act.toString()}\n`).join('');
    return `${this.drawn.toString()}# seed ${seed ?? 1}, ${JSON.stringify(others)}\n${acts}`;
  }
}
