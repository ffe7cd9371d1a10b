import type { Cluster } from '../cluster/cluster.js';
import type { Assumption } from '../problem/assumption.js';
import { readRequest } from '../request/read-request.js';
import type { RequestInput } from '../request/read-request.js';
import type { Request } from '../request/request.js';
import type { Memory } from '../step/memory.js';
import { emptyMemory } from '../step/memory.js';
import type { Step, Views } from '../step/step.js';
import type { Hop } from '../trace/hop.js';
import type { Trace } from '../trace/trace.js';
import { traceApiVersion } from '../trace/trace.js';
import type { Chooser } from './chooser.js';
import { first } from './chooser.js';
import { replyTo } from './reply.js';
import { start } from './start.js';
import { sameViews, walkOn } from './walk.js';

/** How a single trace is made. @public */
export interface TraceOptions {
  /** Takes the choices; the first candidates unless given. */
  readonly choose?: Chooser;
}

/**
 * Follows a request one way through the cluster: every hop, the way back, and what the client sees.
 *
 * @throws {RequestError} when the URL cannot be read
 * @public
 * @example
 * const trace = traceRequest(cluster, { from: internet(), url: 'https://shop.example.com/cart' });
 * trace.outcome.kind; // 'response'
 */
export function traceRequest(
  cluster: Cluster,
  input: RequestInput | Request,
  options: TraceOptions = {},
): Trace {
  return run(sameViews(cluster), emptyMemory, toRequest(cluster, input), options.choose ?? first);
}

/** The request in full form; the platform says where it comes from unless the input does. */
export function toRequest(cluster: Cluster, input: RequestInput | Request): Request {
  return 'url' in input ? readRequest(input, cluster.platform.defaultOrigin) : input;
}

function run(views: Views, memory: Memory, request: Request, choose: Chooser): Trace {
  const hops: Hop[] = [];
  const assumptions: Assumption[] = [...views.of({ kind: 'network' }).assumptions];
  let probability = 1;
  let step: Step = start(views, memory, request);
  for (;;) {
    switch (step.kind) {
      case 'choose': {
        const index = choose(step);
        const candidate = step.candidates[index];
        if (candidate === undefined) {
          throw new RangeError(`the chooser took candidate ${index} of ${step.candidates.length}`);
        }
        probability *= candidate.probability;
        const { of, by, candidates } = step;
        step = step.take(index, {
          of,
          by,
          among: candidates.length,
          index,
          probability: candidate.probability,
        });
        break;
      }
      case 'next':
        hops.push(...step.hops);
        assumptions.push(...step.assumptions);
        step = walkOn(views, step.memory, step.flight, hops.length);
        break;
      case 'done': {
        const way = [...hops, ...step.hops];
        const reply = replyTo(views.of({ kind: 'network' }), way, step.outcome);
        return {
          apiVersion: traceApiVersion,
          kind: 'Trace',
          request,
          hops: way,
          reply: reply.hops,
          outcome: reply.outcome,
          probability,
          assumptions: distinct([...assumptions, ...step.assumptions, ...reply.assumptions]),
        };
      }
      default:
        return step satisfies never;
    }
  }
}

/** Each assumption once: equal by code, object and path. */
export function distinct(assumptions: readonly Assumption[]): readonly Assumption[] {
  if (assumptions.length < 2) return assumptions;
  return assumptions.filter(
    (assumption, index) =>
      assumptions.findIndex(
        (other) =>
          other === assumption ||
          (other.code === assumption.code &&
            other.path === assumption.path &&
            other.object?.kind === assumption.object?.kind &&
            other.object?.name === assumption.object?.name &&
            other.object?.namespace === assumption.object?.namespace),
      ) === index,
  );
}
