import type { Probe } from '@kubehop/core';
import type { Cancel, Clock } from '../time/clock.js';
import { nextTick } from '../time/delay.js';

const second = 1_000;

/** What a probe finds: it passes, it fails at once, or nothing comes back. */
export type Finding = 'passes' | 'fails' | 'silence';

/** The container that is probed. */
export interface Probed {
  /** Since when it runs; undefined while it does not. */
  startedAt(): number | undefined;
  /** Whether this probe is due at all: the others wait for the startup probe. */
  isDue(): boolean;
  find(): Finding;
  /** Threshold results in a row said otherwise than before. */
  turned(passes: boolean): void;
}

/**
 * The worker of one probe: looks at every tick of its period and turns after threshold equal results in a row.
 *
 * While a look would change nothing it does not look, so that time without events costs nothing.
 * @see kubernetes/kubernetes pkg/kubelet/prober/worker.go
 */
export class Prober {
  readonly #clock: Clock;
  readonly #probe: Probe;
  readonly #phase: number;
  readonly #probed: Probed;
  #passes: boolean;
  #last: boolean | undefined;
  #inARow = 0;
  #appointment: Cancel | undefined;
  #answer: Cancel | undefined;
  #busyUntil = 0;
  #isStopped = false;
  #isHeld = false;
  #looks = 0;

  /**
   * @param phase a moment of its ticker
   * @param passes what holds before the first result
   */
  constructor(clock: Clock, probe: Probe, phase: number, passes: boolean, probed: Probed) {
    this.#clock = clock;
    this.#probe = probe;
    this.#phase = phase;
    this.#passes = passes;
    this.#probed = probed;
  }

  /** What the last threshold results in a row said. */
  get passes(): boolean {
    return this.#passes;
  }

  /** How often it looked. */
  get looks(): number {
    return this.#looks;
  }

  /** What it finds has been so for long. */
  settle(passes: boolean): void {
    this.#passes = passes;
    this.#last = passes;
    this.#inARow = Math.max(this.#probe.failureThreshold, this.#probe.successThreshold);
  }

  /** A new container: what was found of the one before does not count. */
  restart(passes: boolean): void {
    this.#passes = passes;
    this.#last = undefined;
    this.#inARow = 0;
    this.#isHeld = false;
    this.wake();
  }

  /** Looks no more at this container, which is being ended for what was found of it. */
  hold(): void {
    this.#isHeld = true;
    this.#appointment?.();
    this.#appointment = undefined;
  }

  /** Looks no more. */
  stop(): void {
    this.#isStopped = true;
    this.#appointment?.();
    this.#answer?.();
  }

  /** Something about the container has changed: looks at the next tick if that may say something new. */
  wake(): void {
    this.#appoint(this.#clock.now);
  }

  /** Looks now, besides its ticks. */
  lookNow(): void {
    if (!this.#isStopped && !this.#isHeld && this.#busyUntil <= this.#clock.now) this.#look();
  }

  /** The next tick from a moment on; one that strikes while an answer is still waited for counts once it has come. */
  #appoint(from: number): void {
    if (this.#isStopped || this.#isHeld || this.#appointment !== undefined || this.#isSettled()) return;
    const tick = nextTick(from, this.#probe.periodSeconds * second, this.#phase);
    const time = Math.max(tick, this.#busyUntil);
    this.#appointment = this.#clock.at(time, () => {
      this.#appointment = undefined;
      this.#look();
      // A tick that has passed does not come again.
      this.#appoint(time + 1);
    });
  }

  #look(): void {
    const startedAt = this.#probed.startedAt();
    const { now } = this.#clock;
    if (startedAt === undefined || !this.#probed.isDue()) return;
    if (Math.floor((now - startedAt) / second) < this.#probe.initialDelaySeconds) return;
    this.#looks++;
    const found = this.#probed.find();
    if (found !== 'silence') {
      this.#result(found === 'passes');
      return;
    }
    this.#busyUntil = now + this.#probe.timeoutSeconds * second;
    this.#answer = this.#clock.at(this.#busyUntil, () => {
      if (this.#probed.startedAt() === startedAt) this.#result(false);
    });
  }

  #result(passes: boolean): void {
    this.#inARow = passes === this.#last ? this.#inARow + 1 : 1;
    this.#last = passes;
    const { successThreshold, failureThreshold } = this.#probe;
    const before = this.#passes;
    if (this.#inARow < (passes ? successThreshold : failureThreshold)) return;
    this.#passes = passes;
    // A startup probe that never passed has still failed once its threshold is reached.
    if (before !== passes || (!passes && this.#inARow === failureThreshold)) this.#probed.turned(passes);
  }

  /** Whether further looks would find what was found before. */
  #isSettled(): boolean {
    if (this.#probed.startedAt() === undefined) return true;
    const passes = this.#probed.find() === 'passes';
    const { successThreshold, failureThreshold } = this.#probe;
    return (
      passes === this.#last &&
      passes === this.#passes &&
      this.#inARow >= (passes ? successThreshold : failureThreshold)
    );
  }
}
