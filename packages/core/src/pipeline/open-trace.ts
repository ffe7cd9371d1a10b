import type { Assumption } from '../problem/assumption.js';
import type { Request } from '../request/request.js';
import type { Memory } from '../step/memory.js';
import type { Flight, Step, Views } from '../step/step.js';
import type { Hop } from '../trace/hop.js';
import type { Trace } from '../trace/trace.js';
import { traceApiVersion } from '../trace/trace.js';
import type { Chooser } from './chooser.js';
import { distinct } from './distinct.js';
import { replyTo } from './reply.js';
import { start } from './start.js';
import { walkOn } from './walk.js';

/** What one step of a trace brought. @public */
export interface TraceStep {
  /** The hops that it made. */
  readonly hops: readonly Hop[];
  /** What the components remember after it. */
  readonly memory: Memory;
  /** The whole trace, once the request has come to its end. */
  readonly trace?: Trace;
}

/** A trace that is made step by step, each on what the components believe and remember at its moment. @public */
export interface OpenTrace {
  /**
   * Makes the next step.
   *
   * @param views what each component believes now; another value whenever anything in it has changed
   * @throws {RangeError} when the chooser takes a candidate that there is not
   */
  advance(views: Views, memory: Memory): TraceStep;
}

/** A way that led to where a request goes on. @public */
export type WayBefore = Pick<Trace, 'hops' | 'assumptions'>;

const nothingBefore: WayBefore = { hops: [], assumptions: [] };

/**
 * Begins a trace. `traceRequest` goes through all its steps at once; a simulation lets time pass between them.
 *
 * @param from where the request goes on, in place of its client
 * @param before the way that led there, by which the answer goes back: it is part of the trace, but of no step
 * @public
 */
export function openTrace(
  request: Request,
  choose: Chooser,
  from?: Flight,
  before: WayBefore = nothingBefore,
): OpenTrace {
  const hops: Hop[] = [...before.hops];
  const assumed: Assumption[] = [...before.assumptions];
  let probability = before.hops.reduce((product, { choice }) => product * (choice?.probability ?? 1), 1);
  let onward = from;

  function taken(views: Views, memory: Memory): Exclude<Step, { kind: 'choose' }> {
    let step =
      onward === undefined ? start(views, memory, request) : walkOn(views, memory, onward, hops.length);
    while (step.kind === 'choose') {
      const { of, by, candidates } = step;
      const index = choose(step);
      const candidate = candidates[index];
      if (candidate === undefined) {
        throw new RangeError(`the chooser took candidate ${index} of ${candidates.length}`);
      }
      probability *= candidate.probability;
      step = step.take(index, {
        of,
        by,
        among: candidates.length,
        index,
        probability: candidate.probability,
      });
    }
    return step;
  }

  return {
    advance(views, memory) {
      const step = taken(views, memory);
      hops.push(...step.hops);
      assumed.push(...step.assumptions);
      if (step.kind === 'next') {
        onward = step.flight;
        return { hops: step.hops, memory: step.memory };
      }
      const cluster = views.of({ kind: 'network' });
      const reply = replyTo(cluster, hops, step.outcome);
      const trace: Trace = {
        apiVersion: traceApiVersion,
        kind: 'Trace',
        request,
        hops,
        reply: reply.hops,
        outcome: reply.outcome,
        probability,
        assumptions: distinct([...cluster.assumptions, ...assumed, ...reply.assumptions]),
      };
      return { hops: step.hops, memory, trace };
    },
  };
}
