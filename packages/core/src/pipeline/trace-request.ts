import type { Cluster } from '../cluster/cluster.js';
import { readRequest } from '../request/read-request.js';
import type { RequestInput } from '../request/read-request.js';
import type { Request } from '../request/request.js';
import { emptyMemory } from '../step/memory.js';
import type { Trace } from '../trace/trace.js';
import type { Chooser } from './chooser.js';
import { first } from './chooser.js';
import { openTrace } from './open-trace.js';
import { sameViews } from './walk.js';

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
  const views = sameViews(cluster);
  const open = openTrace(toRequest(cluster, input), options.choose ?? first);
  let memory = emptyMemory;
  for (;;) {
    const step = open.advance(views, memory);
    if (step.trace !== undefined) return step.trace;
    memory = step.memory;
  }
}

/** The request in full form; the platform says where it comes from unless the input does. @public */
export function toRequest(cluster: Cluster, input: RequestInput | Request): Request {
  return 'url' in input ? readRequest(input, cluster.platform.defaultOrigin) : input;
}
