import TinyQueue from 'tinyqueue';

/**
 * Virtual time as the simulation sees it, in whole milliseconds since the simulation began.
 *
 * @public
 */
export interface Clock {
  /** The present moment. */
  readonly now: number;
  /**
   * Runs `callback` once the clock has reached `time`.
   *
   * @throws RangeError when `time` is not a whole number of milliseconds, or lies in the past
   */
  at(time: number, callback: () => void): void;
}

interface Appointment {
  readonly time: number;
  /** Tells which of two appointments at the same time was made first. */
  readonly order: number;
  readonly callback: () => void;
}

function earlierFirst(a: Appointment, b: Appointment): number {
  return a.time - b.time || a.order - b.order;
}

/**
 * A clock that moves only when it is told to, so that a simulation of hours takes milliseconds and comes out the same
 * every time.
 *
 * @example
 * ```ts
 * const clock = new VirtualClock();
 * clock.at(30_000, () => console.log('the probe fails'));
 * clock.advance(60_000); // the probe fails; clock.now is 60000
 * ```
 *
 * @public
 */
export class VirtualClock implements Clock {
  #now = 0;
  #made = 0;
  readonly #appointments = new TinyQueue<Appointment>([], earlierFirst);

  /** The present moment. */
  get now(): number {
    return this.#now;
  }

  /**
   * Runs `callback` once the clock has reached `time`; a callback for the present moment waits for the next `advance`.
   *
   * @throws RangeError when `time` is not a whole number of milliseconds, or lies in the past
   */
  at(time: number, callback: () => void): void {
    if (!Number.isSafeInteger(time)) {
      throw new RangeError(`a time is a whole number of milliseconds, not ${time}`);
    }
    if (time < this.#now) {
      throw new RangeError(`time ${time} is over: it is ${this.#now}`);
    }
    this.#appointments.push({ time, order: this.#made++, callback });
  }

  /**
   * Lets `ms` milliseconds pass: every callback that falls due runs at its own time, the earlier one first, and of two
   * at the same time the one that was given first. Callbacks may give further ones, which run too when they fall due
   * on the way. When a callback throws, the clock stands at that callback's time and a later `advance` goes on.
   *
   * @throws RangeError when `ms` is negative or not whole, or leads past the largest safe integer
   */
  advance(ms: number): void {
    const end = this.#now + ms;
    if (!Number.isSafeInteger(ms) || ms < 0 || !Number.isSafeInteger(end)) {
      throw new RangeError(`a clock advances by a whole number of milliseconds, not by ${ms}`);
    }
    for (
      let next = this.#appointments.peek();
      next !== undefined && next.time <= end;
      next = this.#appointments.peek()
    ) {
      this.#appointments.pop();
      this.#now = next.time;
      next.callback();
    }
    this.#now = end;
  }
}
