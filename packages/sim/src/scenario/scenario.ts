import type { Request, RequestInput } from '@kubehop/core';
import type { Act, WorkloadName } from '../act/act.js';
import type { LoadOptions } from '../load/load.js';
import type { SimulationOptions } from '../options.js';
import type { ClientOptions } from '../request/client.js';
import type { AnswerExpectation, LoadExpectation } from './expectation.js';

/** Something that is done to the cluster at a moment. @public */
export interface TimedAct {
  readonly at: number;
  readonly act: Act;
  /**
   * The act is about a pod of this workload in place of the one that it names: the first by name that is not being
   * deleted at that moment.
   */
  readonly podOf?: WorkloadName;
}

/** A stream of requests with a name. @public */
export interface TimedLoad extends Omit<LoadOptions, 'duration' | 'step'> {
  readonly name: string;
  /** When it begins; with the scenario unless given. */
  readonly at?: number;
  /** Milliseconds for which requests are sent; up to the end of the scenario unless given. */
  readonly duration?: number;
  /** What must have come of it in the end, besides what must have come of every load. */
  readonly expect?: LoadExpectation;
}

/** One request at a moment, of which the trace is kept. @public */
export interface TimedRequest extends ClientOptions {
  readonly name: string;
  readonly at: number;
  readonly request: RequestInput | Request;
  /** What must have come of it. */
  readonly expect?: AnswerExpectation;
}

/**
 * What happens to a cluster, who sends requests meanwhile, and what must come of them: plain data. Times are milliseconds
 * since the simulation began.
 *
 * @public
 */
export interface Scenario extends Pick<SimulationOptions, 'seed' | 'delays' | 'behaviours' | 'latency'> {
  readonly acts?: readonly TimedAct[];
  readonly loads?: readonly TimedLoad[];
  readonly requests?: readonly TimedRequest[];
  /** When it ends. Requests that are under way then are followed to their end. */
  readonly until: number;
  /** Milliseconds of one step of the timelines; a second unless given. */
  readonly step?: number;
  /** What must have come of every load in the end. */
  readonly expect?: LoadExpectation;
}
