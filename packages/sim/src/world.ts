import type { ApiServer } from './api/api-server.js';
import type { Happening } from './event/event.js';
import type { Clock } from './time/clock.js';
import type { Delays } from './time/delays.js';
import type { Random } from './time/random.js';

/** What every component of a simulation lives in. */
export interface World {
  readonly clock: Clock;
  /** The chance by which delays are drawn. */
  readonly random: Random;
  readonly delays: Delays;
  readonly api: ApiServer;
  /** Writes down what happened. */
  record(happening: Happening): void;
  /** Says that something has changed which may decide about requests. */
  changed(): void;
}
