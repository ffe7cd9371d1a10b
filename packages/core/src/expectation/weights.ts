import type { Cluster } from '../cluster/cluster.js';
import { percentText } from '../explain/words.js';
import type { AllTraces } from '../pipeline/trace-all.js';
import type { Check } from './check.js';
import type { Expectation, Share } from './expectation.js';
import { ExpectationError } from './expectation.js';
import { reachedText, toldBy } from './reach-checks.js';
import { comesTo, readReference } from './reference.js';
import type { Failure } from './verdict.js';

/** The share of requests that should come to an object, ready to be held against all ways together. */
export interface Weight extends Pick<Check, 'told' | 'references'> {
  readonly failure: (all: AllTraces) => readonly Failure[];
}

/** Shares are equal when no rounding of floating point numbers tells them apart. */
const tolerance = 1e-9;

/** What an expectation says of the shares of requests. */
export function weightsOf(cluster: Cluster, { weights = {} }: Expectation): readonly Weight[] {
  return Object.entries(weights).map(([text, written]): Weight => {
    const reference = readReference('weights', text);
    const expected = shareIn(written);
    return {
      told: toldBy(cluster, [reference]),
      references: [reference],
      failure: ({ branches }) => {
        const reached = branches.filter(({ trace }) => comesTo(cluster, trace.hops, reference));
        const actual = reached.reduce((sum, { probability }) => sum + probability, 0);
        if (Math.abs(actual - expected) <= tolerance) return [];
        const excess = actual > expected ? reached : branches.filter((branch) => !reached.includes(branch));
        const [example] = excess;
        return [
          {
            member: 'weights',
            of: 'expect',
            expected: `${percentText(expected)} to ${text}`,
            actual: percentText(actual),
            branches: Math.abs(actual - expected),
            ...(example !== undefined && {
              trace: example.trace,
              near: `others come to ${reachedText(example.trace)}`,
            }),
          },
        ];
      },
    };
  });
}

function shareIn(written: Share): number {
  const share = typeof written === 'number' ? written : percentIn(written);
  if (!(share >= 0 && share <= 1)) {
    throw new ExpectationError('weights', `${written} is no share: write 0.2 or 20%`);
  }
  return share;
}

function percentIn(text: string): number {
  const [, percent] = /^(\d+(?:\.\d+)?) ?%$/.exec(text) ?? [];
  return percent === undefined ? Number.NaN : Number(percent) / 100;
}
