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

/** Up to here the sums of floating point numbers are equal. */
const tolerance = 1e-9;

/** A share that is expected, and how far off it may be. */
interface ExpectedShare {
  readonly share: number;
  readonly tolerance: number;
}

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
        const difference = Math.abs(actual - expected.share);
        if (difference <= expected.tolerance) return [];
        const excess =
          actual > expected.share ? reached : branches.filter((branch) => !reached.includes(branch));
        const [example] = excess;
        return [
          {
            member: 'weights',
            of: 'expect',
            expected: `${percentText(expected.share)} to ${text}`,
            actual: percentText(actual),
            branches: difference,
            ...(example !== undefined && {
              trace: example.trace,
              near: `there are requests to ${reachedText(example.trace)}`,
            }),
          },
        ];
      },
    };
  });
}

/** A number is meant exactly, a percentage to the digits that it has. */
function shareIn(written: Share): ExpectedShare {
  const expected = typeof written === 'number' ? { share: written, tolerance } : percentIn(written);
  if (expected === undefined || !(expected.share >= 0 && expected.share <= 1)) {
    throw new ExpectationError('weights', `${written} is no share: write 0.2 or 20%`);
  }
  return expected;
}

function percentIn(text: string): ExpectedShare | undefined {
  const [, percent, decimals = ''] = /^(\d+(?:\.(\d+))?) ?%$/.exec(text) ?? [];
  if (percent === undefined) return undefined;
  return { share: Number(percent) / 100, tolerance: 0.005 / 10 ** decimals.length + tolerance };
}
