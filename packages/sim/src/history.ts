import type { HistoryEntry, Moment, OutsideDeed } from './snapshot.js';
import type { VirtualClock } from './time/clock.js';

/** What was done to a simulation from outside, and when. */
export class History {
  readonly #clock: VirtualClock;
  readonly #entries: HistoryEntry[] = [];
  /** How much of what happened was asked for by appointments from outside: that is done again as deeds. */
  #asked = 0;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  /** Everything, in order. */
  get entries(): readonly HistoryEntry[] {
    return this.#entries;
  }

  /** Now. */
  get moment(): Moment {
    return { at: this.#clock.now, after: this.#clock.ran - this.#asked };
  }

  /** Something is done now. */
  add(deed: OutsideDeed): void {
    this.#entries.push({ ...this.moment, ...deed });
  }

  /** An appointment from outside is kept now. */
  askedFor(): void {
    this.#asked++;
  }

  /** Lets time pass until a moment, of which it is known that it comes. */
  passUntil({ at, after }: Moment): void {
    while (this.moment.after < after && this.#clock.step());
    this.#clock.reach(at);
  }
}
