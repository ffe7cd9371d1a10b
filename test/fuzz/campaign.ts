import { type Finding, headlineOf } from './finding.js';
import { manifests } from './manifests.js';
import { requests } from './requests.js';
import { texts } from './texts.js';
import { type Tally, type Trial, trialOf } from './trial.js';

/** Everything that is tried. */
export const trials: readonly Trial[] = [trialOf(texts), trialOf(manifests), trialOf(requests)];

/** How many inputs are tried before it is the next target's turn. */
const turn = 100;

/** How a campaign goes. */
export interface CampaignOptions {
  readonly trials: readonly Trial[];
  readonly runs: number;
  readonly seed: number;
  readonly seconds: number;
  /** Told before each turn, so that one sees where the process was when it dies of an input. */
  readonly onTurn?: (done: number, target: string, seed: number) => void;
  /** Told of a finding unless one like it was found before. */
  readonly onFinding: (finding: Finding) => void;
}

/** Tries inputs on all targets in turn, so many altogether; each round has a seed of its own. */
export function runCampaign(options: CampaignOptions): readonly Tally[] {
  const { runs, seed, seconds, onTurn, onFinding } = options;
  const tallies: Tally[] = [];
  const known = new Set<string>();
  let done = 0;
  for (let round = 0; done < runs; round += 1) {
    for (const trial of options.trials) {
      if (done === runs) break;
      onTurn?.(done, trial.name, seed + round);
      const { tally, finding } = trial.run({
        runs: Math.min(turn, runs - done),
        seed: seed + round,
        seconds,
      });
      tallies.push(tally);
      done += tally.runs;
      if (finding === undefined) continue;
      const headline = headlineOf(finding);
      if (!known.has(headline)) onFinding(finding);
      known.add(headline);
    }
  }
  return tallies;
}
