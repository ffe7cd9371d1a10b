import type { ProbeTiming } from '@kubehop/core';
import type { Cancel, Clock } from '../time/clock.js';
import { nextTick } from '../time/delay.js';

const second = 1_000;

/** What one health check meets. */
export type Answer = 'passes' | 'fails' | 'silence';

/** How often a target is asked, with what is known of no source filled in. */
export interface CheckSettings {
  readonly interval: number;
  readonly timeout: number;
  readonly healthy: number;
  readonly unhealthy: number;
}

/** The settings of a probe; where no source says it: a look every ten seconds, and one answer decides. */
export function checkSettings({
  intervalSeconds,
  timeoutSeconds,
  healthy,
  unhealthy,
}: ProbeTiming): CheckSettings {
  const interval = (intervalSeconds ?? 10) * second;
  return {
    interval,
    timeout: Math.min((timeoutSeconds ?? 0) * second, interval),
    healthy: healthy ?? 1,
    unhealthy: unhealthy ?? 1,
  };
}

/**
 * The health check of one target: after a number of equal answers in a row it turns. While a look would find what was
 * found before there is none.
 */
export class TargetCheck {
  readonly #clock: Clock;
  readonly #settings: CheckSettings;
  readonly #phase: number;
  readonly #ask: () => Answer;
  readonly #turned: () => void;
  #isHealthy: boolean;
  #inARow: number;
  #last: boolean;
  #appointment: Cancel | undefined;
  #isClosed = false;

  constructor(
    clock: Clock,
    settings: CheckSettings,
    phase: number,
    isHealthy: boolean,
    ask: () => Answer,
    turned: () => void,
  ) {
    this.#clock = clock;
    this.#settings = settings;
    this.#phase = phase;
    this.#ask = ask;
    this.#turned = turned;
    this.#isHealthy = isHealthy;
    this.#last = isHealthy;
    this.#inARow = isHealthy ? settings.healthy : settings.unhealthy;
  }

  /** What the checks have found. */
  get isHealthy(): boolean {
    return this.#isHealthy;
  }

  /** Something has changed: looks at the next tick if that may find something new. */
  wake(): void {
    this.#appoint(this.#clock.now);
  }

  /** Nobody asks any more. */
  close(): void {
    this.#isClosed = true;
    this.#appointment?.();
  }

  #appoint(from: number): void {
    if (this.#isClosed || this.#appointment !== undefined || this.#isSettled()) return;
    const time = nextTick(from, this.#settings.interval, this.#phase);
    this.#appointment = this.#clock.at(time, () => {
      this.#appointment = undefined;
      this.#look(time);
    });
  }

  #look(time: number): void {
    const answer = this.#ask();
    if (answer === 'silence' && this.#settings.timeout > 0) {
      this.#clock.at(time + this.#settings.timeout, () => {
        if (!this.#isClosed) this.#count(false);
      });
    } else {
      this.#count(answer === 'passes');
    }
    this.#appoint(time + 1);
  }

  #count(passes: boolean): void {
    this.#inARow = passes === this.#last ? this.#inARow + 1 : 1;
    this.#last = passes;
    if (passes === this.#isHealthy) return;
    if (this.#inARow < (passes ? this.#settings.healthy : this.#settings.unhealthy)) return;
    this.#isHealthy = passes;
    this.#turned();
  }

  #isSettled(): boolean {
    const passes = this.#ask() === 'passes';
    return (
      passes === this.#isHealthy &&
      passes === this.#last &&
      this.#inARow >= (passes ? this.#settings.healthy : this.#settings.unhealthy)
    );
  }
}
