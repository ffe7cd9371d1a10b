import { performance } from 'node:perf_hooks';
import process from 'node:process';
import * as fc from 'fast-check';
import { type Finding, LawBroken } from './finding.js';
import { pollutedPrototypes } from './prototypes.js';
import type { Target } from './target.js';
import { withinSeconds } from './time-limit.js';

/** Which inputs are tried. */
export interface TrialOptions {
  readonly runs: number;
  readonly seed: number;
  /** Leads to the one input that is tried. */
  readonly path?: string;
  /** How long an input may keep the processor busy. */
  readonly seconds: number;
}

/** The input that kept the processor busy for the longest time. */
interface Slowest {
  readonly seconds: number;
  readonly seed: number;
  readonly path: string;
}

/** What has been tried. */
export interface Tally {
  readonly target: string;
  readonly runs: number;
  readonly seconds: number;
  readonly slowest: Slowest;
}

/** What came of a trial. */
export interface TrialResult {
  readonly tally: Tally;
  readonly finding?: Finding;
}

/** A target that inputs can be tried on, until one breaks a law. */
export interface Trial {
  readonly name: string;
  readonly run: (options: TrialOptions) => TrialResult;
}

/**
 * Tries inputs on a target. An input breaks a law when the target throws, never comes back, keeps the processor busy for
 * too long, leaves something in a prototype that all objects share, or has faults to tell.
 */
export function trialOf<Input>({ name, input, faults }: Target<Input>): Trial {
  return {
    name,
    run: ({ runs, seed, path, seconds }) => {
      const started = performance.now();
      let tried = 0;
      let last: Input | undefined;
      let slowest: Slowest = { seconds: 0, seed, path: '0' };
      const pathOfLast = (): string => path ?? String(tried - 1);
      const property = fc.property(input, (value) => {
        tried += 1;
        last = value;
        const { result, used } = measured(() => faults(value));
        if (used > slowest.seconds) slowest = { seconds: used, seed, path: pathOfLast() };
        const broken = [
          ...result,
          ...pollutedPrototypes().map((prototype) => `${prototype} is polluted`),
          ...(used > seconds ? ['it takes too long'] : []),
        ];
        if (broken.length > 0) throw new LawBroken(broken);
      });
      const which = path === undefined ? { numRuns: runs } : { numRuns: 1, path, endOnFailure: true };
      const details = withinSeconds(seconds * runs, () => fc.check(property, { seed, ...which }));
      const tally: Tally = {
        target: name,
        runs: details?.numRuns ?? tried,
        seconds: (performance.now() - started) / 1000,
        slowest,
      };
      const found = { target: name, seed };
      if (details === undefined) {
        const error = new LawBroken(['it does not come to an end']);
        return { tally, finding: { ...found, path: pathOfLast(), input: last, error } };
      }
      if (!details.failed) return { tally };
      const { counterexample, counterexamplePath, errorInstance: error } = details;
      return {
        tally,
        finding: { ...found, path: counterexamplePath ?? pathOfLast(), input: counterexample?.[0], error },
      };
    },
  };
}

/** What a function gives, and for how many seconds it keeps the processor busy: its own doing, however busy others are. */
function measured<Result>(run: () => Result): { readonly result: Result; readonly used: number } {
  const before = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(before);
  return { result, used: (user + system) / 1e6 };
}
