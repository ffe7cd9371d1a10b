import type { Trace } from '@kubehop/core';
import type { Memory } from '@kubehop/core/components';
import type { Views } from '@kubehop/core/engine';
import type { Cancel, Clock } from '../time/clock.js';
import type { Delay } from '../time/delay.js';
import type { Random } from '../time/random.js';
import type { Latency } from './latency.js';
import type { SynAgain } from './syn-again.js';

/** The application that a request has come to. */
export interface Application {
  /** Milliseconds until its answer is there. */
  readonly answerDelay: Delay;
  /** Whether the process that took the request still runs, and its node is up. */
  readonly state: () => 'runs' | 'ended' | 'unreachable';
  /** Runs something when the process ends and says so; until the function that it gives is called. */
  readonly onEnd: (act: () => void) => Cancel;
}

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
  application(trace: Trace): Application | undefined;
}
