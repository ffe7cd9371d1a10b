import type { Clock } from '../time/clock.js';

/** How often something may run. */
export interface RunnerSettings {
  /** Least milliseconds from the end of a run to the start of the next. */
  readonly least: number;
  /** How many runs may follow one another at once after a pause. */
  readonly burst: number;
  /** How long the next run takes. */
  readonly takes: () => number;
}

/**
 * Runs something when it is asked for, but not too often: what is asked for meanwhile waits for one run together.
 *
 * With a burst of more than one it takes tokens from a bucket, as kube-proxy did up to 1.33; without a token it waits as
 * if there were no bucket.
 * @see kubernetes/kubernetes pkg/util/async/bounded_frequency_runner.go, pkg/proxy/runner
 */
export class SyncRunner {
  readonly #clock: Clock;
  readonly #settings: RunnerSettings;
  readonly #begin: () => () => void;
  #tokens: number;
  #filledAt = 0;
  #endedAt = -Infinity;
  #state: 'idle' | 'waiting' | 'running' | 'running, asked again' = 'idle';

  /** @param begin called at the start of each run, and what it gives at its end */
  constructor(clock: Clock, settings: RunnerSettings, begin: () => () => void) {
    this.#clock = clock;
    this.#settings = settings;
    this.#begin = begin;
    this.#tokens = settings.burst;
  }

  /** Asks for a run. What is under way has begun without what it is asked for, so that another one follows. */
  ask(): void {
    switch (this.#state) {
      case 'idle':
        this.#wait();
        return;
      case 'running':
        this.#state = 'running, asked again';
        return;
      case 'waiting':
      case 'running, asked again':
        return;
      default:
        this.#state satisfies never;
    }
  }

  #wait(): void {
    this.#state = 'waiting';
    this.#clock.at(this.#earliest(), () => {
      this.#start();
    });
  }

  #start(): void {
    this.#state = 'running';
    this.#fill();
    this.#tokens -= 1;
    const finish = this.#begin();
    const takes = this.#settings.takes();
    if (takes === 0) {
      this.#end(finish);
      return;
    }
    this.#clock.at(this.#clock.now + takes, () => {
      this.#end(finish);
    });
  }

  #end(finish: () => void): void {
    this.#endedAt = this.#clock.now;
    finish();
    const isAskedAgain = this.#state === 'running, asked again';
    this.#state = 'idle';
    if (isAskedAgain) this.#wait();
  }

  #fill(): void {
    const { least, burst } = this.#settings;
    const { now } = this.#clock;
    this.#tokens = least === 0 ? burst : Math.min(burst, this.#tokens + (now - this.#filledAt) / least);
    this.#filledAt = now;
  }

  #earliest(): number {
    const { least, burst } = this.#settings;
    const { now } = this.#clock;
    this.#fill();
    if (burst > 1 && this.#tokens >= 1) return now;
    return Math.max(now, this.#endedAt + least);
  }
}
