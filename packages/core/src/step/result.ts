import type { Assumption } from '../problem/assumption.js';
import type { Hop } from '../trace/hop.js';
import type { Outcome } from '../trace/outcome.js';
import type { Memory } from './memory.js';
import type { Flight, Step } from './step.js';

const none: readonly Assumption[] = [];

/** The request ends here. */
export function done(
  hops: readonly Hop[],
  outcome: Outcome,
  assumptions: readonly Assumption[] = none,
): Step {
  return { kind: 'done', hops, outcome, assumptions };
}

/** The packet goes on. */
export function next(
  hops: readonly Hop[],
  flight: Flight,
  memory: Memory,
  assumptions: readonly Assumption[] = none,
): Step {
  return { kind: 'next', hops, flight, memory, assumptions };
}
