import type { Request } from '../request/request.js';
import type { Assumption } from '../problem/assumption.js';
import type { Hop, ReplyHop } from './hop.js';
import type { Outcome } from './outcome.js';

/** The version of the trace format that `JSON.stringify(trace)` writes. @public */
export const traceApiVersion = 'kubehop.dev/v1alpha1';

/**
 * One way of a request through the cluster: plain JSON that survives a round trip.
 *
 * @public
 */
export interface Trace {
  readonly apiVersion: typeof traceApiVersion;
  readonly kind: 'Trace';
  readonly request: Request;
  /** In order, the request's way. */
  readonly hops: readonly Hop[];
  /** The way back, translations undone. */
  readonly reply: readonly ReplyHop[];
  readonly outcome: Outcome;
  /** The product of the choices on this path. */
  readonly probability: number;
  readonly assumptions: readonly Assumption[];
}
