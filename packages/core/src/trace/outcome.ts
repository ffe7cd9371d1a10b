import type { ObjectReference } from '../problem/problem.js';
import type { CauseCode } from './causes.js';
import type { Place } from './place.js';

/**
 * Whose doing an outcome is, and what to change.
 *
 * @public
 */
export interface Cause {
  readonly code: CauseCode;
  readonly object?: ObjectReference;
  readonly path?: string;
  /** What happened, in a sentence that names the objects. */
  readonly message: string;
  readonly fix?: string;
}

/**
 * What the client sees in the end.
 *
 * @public
 */
export type Outcome =
  /** An HTTP response, from an application or from a proxy on its own account. */
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly headers: readonly { readonly name: string; readonly value: string }[];
      readonly from: 'application' | 'proxy';
      readonly place: Place;
      readonly cause: Cause;
    }
  /** A connection of layer 4 stands. */
  | { readonly kind: 'connected'; readonly place: Place; readonly cause: Cause }
  /** A datagram arrived. */
  | { readonly kind: 'delivered'; readonly place: Place; readonly cause: Cause }
  | { readonly kind: 'refused'; readonly place: Place; readonly cause: Cause }
  | { readonly kind: 'reset'; readonly place: Place; readonly cause: Cause }
  | { readonly kind: 'closed'; readonly place: Place; readonly cause: Cause }
  | { readonly kind: 'timeout'; readonly place: Place; readonly cause: Cause }
  | { readonly kind: 'unroutable'; readonly place: Place; readonly cause: Cause }
  /** The request left what is modelled. */
  | { readonly kind: 'left'; readonly to: string; readonly place: Place; readonly cause: Cause }
  | {
      readonly kind: 'dns-error';
      readonly rcode: 'NXDOMAIN' | 'NODATA' | 'SERVFAIL' | 'REFUSED' | 'TIMEOUT';
      readonly place: Place;
      readonly cause: Cause;
    }
  | { readonly kind: 'tls-error'; readonly place: Place; readonly cause: Cause }
  | { readonly kind: 'unknown'; readonly missing: string; readonly place: Place; readonly cause: Cause };
