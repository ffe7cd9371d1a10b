import type { Clock } from './clock.js';

/** Appointments that belong together and are taken back together: those of a process end with it. */
export class Timers {
  readonly #clock: Clock;
  readonly #cancels = new Set<() => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Runs something once the clock has reached `time`, unless all are taken back before. */
  at(time: number, act: () => void): void {
    const cancel = this.#clock.at(time, () => {
      this.#cancels.delete(cancel);
      act();
    });
    this.#cancels.add(cancel);
  }

  /** Runs something after some milliseconds. */
  after(ms: number, act: () => void): void {
    this.at(this.#clock.now + ms, act);
  }

  /** Takes all of them back. */
  clear(): void {
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
  }
}
