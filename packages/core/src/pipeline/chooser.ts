import type { Candidate } from '../step/step.js';
import type { Choice } from '../trace/choice.js';
import type { Trace } from '../trace/trace.js';

/** An open choice as a chooser sees it. @public */
export interface OpenChoice {
  readonly of: Choice['of'];
  readonly by: Choice['by'];
  readonly candidates: readonly Candidate[];
}

/**
 * Takes one of the candidates of a choice by its index.
 *
 * @public
 */
export type Chooser = (choice: OpenChoice) => number;

/** Always the first candidate: the same trace each time. @public @example traceRequest(cluster, input, { choose: first }) */
export const first: Chooser = () => 0;

/**
 * Draws by the candidates' shares from a seed: the same seed, the same trace.
 *
 * The generator is mulberry32 by Tommy Ettinger (public domain).
 * @public
 * @example
 * traceRequest(cluster, input, { choose: seeded(42) });
 */
export function seeded(seed: number): Chooser {
  let state = seed >>> 0;
  return ({ candidates }) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    let rest = ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    for (const [index, { probability }] of candidates.entries()) {
      rest -= probability;
      if (rest < 0) return index;
    }
    return candidates.length - 1;
  };
}

/** Takes the candidates of a script, then the first ones. @public */
export function scripted(indexes: readonly number[]): Chooser {
  let position = 0;
  return () => {
    const index = indexes[position] ?? 0;
    position += 1;
    return index;
  };
}

/** Takes the choices that a trace took: `traceRequest` with it gives the trace again. @public */
export function replay(trace: Trace): Chooser {
  return scripted(trace.hops.flatMap((hop) => (hop.choice === undefined ? [] : [hop.choice.index])));
}
