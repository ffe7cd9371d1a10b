import { Appointments, earlierFirst, type Appointment } from './appointments.js';

/**
 * Virtual time as the simulation sees it, in whole milliseconds since the simulation began.
 *
 * @public
 */
export interface Clock {
  /** The present moment. */
  readonly now: number;
  /**
   * Runs `callback` once the clock has reached `time`, unless the function that it gives is called before.
   *
   * @throws RangeError when `time` is not a whole number of milliseconds, or lies in the past
   */
  at(time: number, callback: () => void): Cancel;
}

/** Takes an appointment back; once it has run that does nothing. @public */
export type Cancel = () => void;

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
  #ran = 0;
  #horizon = 0;
  readonly #changes = new Appointments();
  readonly #onlookers = new Appointments();

  /** The present moment. */
  get now(): number {
    return this.#now;
  }

  /** Up to when time passes without anybody from outside having a say. */
  get horizon(): number {
    return Math.max(this.#now, this.#horizon);
  }

  /**
   * The same clock for those who only look, such as requests on their way: what they do changes nothing for others, and
   * at each moment comes after all that does.
   *
   * @internal
   */
  readonly ofOnlookers: Clock = facade(
    () => this.#now,
    (time, callback) => this.#appoint(this.#onlookers, time, 1, callback),
  );

  /**
   * The same clock for onlookers who come after all others at each moment, such as those who send requests.
   *
   * @internal
   */
  readonly ofSenders: Clock = facade(
    () => this.#now,
    (time, callback) => this.#appoint(this.#onlookers, time, 2, callback),
  );

  /**
   * Runs `callback` once the clock has reached `time`, unless the function that it gives is called before; a callback
   * for the present moment waits for the next `advance`.
   *
   * @throws RangeError when `time` is not a whole number of milliseconds, or lies in the past
   */
  at(time: number, callback: () => void): Cancel {
    return this.#appoint(this.#changes, time, 0, callback);
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
    this.#runUntil(end);
    // A callback may have let more time pass than that.
    this.#now = Math.max(this.#now, end);
  }

  /**
   * Lets time pass until no callback is left, or until `longest` milliseconds have passed.
   *
   * @throws RangeError when `longest` is negative or not whole, or leads past the largest safe integer
   */
  drain(longest: number): void {
    const end = this.#now + longest;
    if (!Number.isSafeInteger(longest) || longest < 0 || !Number.isSafeInteger(end)) {
      throw new RangeError(`time passes in whole milliseconds, not for ${longest}`);
    }
    this.#runUntil(end);
  }

  /**
   * Lets time pass up to a moment; what is due at that moment itself is still to come.
   *
   * @internal
   */
  reach(time: number): void {
    if (time <= this.#now) return;
    this.advance(time - this.#now - 1);
    this.#now = time;
  }

  #runUntil(end: number): void {
    const before = this.#horizon;
    this.#horizon = end;
    try {
      for (let { next } = this; next !== undefined && next <= end; { next } = this) this.#runNext();
    } finally {
      this.#horizon = before;
    }
  }

  /** When the next callback is due; undefined when there is none. */
  get next(): number | undefined {
    return this.#first?.time;
  }

  /**
   * When the next callback is due that may change something; undefined when there is none.
   *
   * @internal
   */
  get nextChange(): number | undefined {
    return this.#changes.first?.time;
  }

  /**
   * How many callbacks have run that may have changed something.
   *
   * @internal
   */
  get ran(): number {
    return this.#ran;
  }

  /** Lets time pass until the next callback is due, and runs that one; false when there is none. */
  step(): boolean {
    const before = this.#horizon;
    // Whoever goes step by step has a say after each.
    this.#horizon = 0;
    try {
      return this.#runNext();
    } finally {
      this.#horizon = before;
    }
  }

  #runNext(): boolean {
    const first = this.#first;
    if (first === undefined) return false;
    (first.rank === 0 ? this.#changes : this.#onlookers).shift();
    if (first.rank === 0) this.#ran++;
    const { callback } = first;
    first.callback = undefined;
    this.#now = first.time;
    callback?.();
    return true;
  }

  get #first(): Appointment | undefined {
    const change = this.#changes.first;
    const onlooker = this.#onlookers.first;
    if (change === undefined || onlooker === undefined) return change ?? onlooker;
    return earlierFirst(change, onlooker) < 0 ? change : onlooker;
  }

  #appoint(queue: Appointments, time: number, rank: number, callback: () => void): Cancel {
    if (!Number.isSafeInteger(time)) {
      throw new RangeError(`a time is a whole number of milliseconds, not ${time}`);
    }
    if (time < this.#now) {
      throw new RangeError(`time ${time} is over: it is ${this.#now}`);
    }
    const appointment: Appointment = { time, rank, order: this.#made++, callback };
    queue.add(appointment);
    return () => {
      queue.cancel(appointment);
    };
  }
}

function facade(now: () => number, at: Clock['at']): Clock {
  return {
    get now() {
      return now();
    },
    at,
  };
}

/** What the clock shows at 0. Timestamps of objects need a date; this one stands for no date in particular. */
const epoch = Date.UTC(2000, 0, 1);

/** A moment of the simulation as objects carry it: RFC 3339, in UTC. */
export function timestamp(time: number): string {
  return new Date(epoch + time).toISOString();
}
