import type { CauseCode } from '../../trace/causes.js';
import type { Outcome } from '../../trace/outcome.js';
import type { ObjectReference } from '../../problem/problem.js';

/** One way in which requests of a kind may end. @public */
export interface FateEnd {
  /** The share of requests that end so. */
  readonly probability: number;
  readonly outcome: Outcome['kind'];
  readonly status?: number;
  readonly rcode?: Extract<Outcome, { readonly kind: 'dns-error' }>['rcode'];
  /** Who answers, where there is a response. */
  readonly from?: 'application' | 'proxy';
  readonly cause: CauseCode;
  /** The last Service on the way. */
  readonly service?: ObjectReference;
  /** Who takes the request in the end: a workload, or a pod without one. */
  readonly to?: ObjectReference;
  /** The port of the pod, where a Service led there; else it is the one asked. */
  readonly port?: number;
  /** Whether the pod sees the address of the client; else that of a node or a proxy. */
  readonly seesClient?: boolean;
  /** What the pod gets in place of the path that was sent. */
  readonly path?: 'rewritten';
  /** The Host that the pod gets, where that is not the one sent. */
  readonly host?: string;
  /** Where the client is sent: `{host}` and `{target}` are those of the request. */
  readonly location?: string;
}

/** What becomes of requests of a kind: every end with its share, the most probable first. @public */
export interface Fate {
  readonly ends: readonly FateEnd[];
}
