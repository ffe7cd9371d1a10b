import type { Packet } from '../request/packet.js';
import type { Hop } from '../trace/hop.js';
import type { Trace } from '../trace/trace.js';
import type { ExpectationMember } from './expectation.js';
import type { Reference } from './reference.js';

/** One member of an expectation, ready to be held against the ways of a request. */
export interface Check {
  readonly member: ExpectationMember;
  readonly expected: string;
  /** What a way has instead; `undefined` where it is as expected. */
  readonly instead: (trace: Trace) => string | undefined;
  /** What ways have to be told apart by, where the outcome and the last packet do not tell. */
  readonly told?: (hops: readonly Hop[], packet: Packet) => string;
  /** The objects that the expectation names. */
  readonly references?: readonly Reference[];
}
