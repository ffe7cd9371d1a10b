import type { Trace } from '@kubehop/core';
import type { Memory } from '@kubehop/core/components';
import type { Views } from '@kubehop/core/engine';
import type { Clock } from '../time/clock.js';
import type { Random } from '../time/random.js';
import type { Course } from './course.js';
import type { Latency } from './latency.js';
import type { SynAgain } from './syn-again.js';

/** What an exchange needs of the simulation around it. */
export interface ExchangeWorld {
  readonly clock: Clock;
  readonly random: Random;
  readonly latency: Latency;
  readonly views: () => Views;
  /** How often something has changed that decides about requests. */
  readonly epoch: () => number;
  readonly synAgain: SynAgain;
  /** What the components remember. */
  memory(): Memory;
  /** What they are to remember from now on. */
  remember(memory: Memory): void;
  /** The way of a request that has come to an application. */
  course(trace: Trace): Course | undefined;
}
