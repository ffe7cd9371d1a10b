import type { Clock } from '../time/clock.js';

/** How often something may run. */
export interface RunnerSettings {
  /** Least milliseconds between two runs. */
  readonly least: number;
  /** How many runs may follow one another at once after a pause. */
  readonly burst: number;
  /** How long the next run takes; the time between runs counts from its end. */
  readonly takes: () => number;
}

/**
 * Runs something when it is asked for, but not too often: what is asked for meanwhile waits for one run together.
 *
 * With a burst it is a token bucket, as in kube-proxy up to 1.33 and in ingress-nginx.
 * @see kubernetes/kubernetes pkg/util/async/bounded_frequency_runner.go, pkg/proxy/runner
 */
export class SyncRunner {
  readonly #clock: Clock;
  readonly #settings: RunnerSettings;
  readonly #run: () => void;
  #tokens: number;
  #filledAt = 0;
  #isWaiting = false;

  constructor(clock: Clock, settings: RunnerSettings, run: () => void) {
    this.#clock = clock;
    this.#settings = settings;
    this.#run = run;
    this.#tokens = settings.burst;
  }

  /** Asks for a run. */
  ask(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#clock.at(this.#earliest(), () => {
      this.#start();
    });
  }

  /** Counts as a run that has just ended. */
  ran(): void {
    this.#spend();
  }

  #start(): void {
    this.#spend();
    const takes = this.#settings.takes();
    if (takes === 0) {
      this.#finish();
      return;
    }
    this.#clock.at(this.#clock.now + takes, () => {
      this.#filledAt = this.#clock.now;
      this.#finish();
    });
  }

  #finish(): void {
    this.#isWaiting = false;
    this.#run();
  }

  #spend(): void {
    this.#fill();
    this.#tokens -= 1;
  }

  #fill(): void {
    const { least, burst } = this.#settings;
    const { now } = this.#clock;
    this.#tokens = least === 0 ? burst : Math.min(burst, this.#tokens + (now - this.#filledAt) / least);
    this.#filledAt = now;
  }

  #earliest(): number {
    this.#fill();
    const { least } = this.#settings;
    const { now } = this.#clock;
    return this.#tokens >= 1 ? now : now + Math.ceil((1 - this.#tokens) * least - 1e-6);
  }
}
