import TinyQueue from 'tinyqueue';

/** Something that is to happen at a moment. */
export interface Appointment {
  readonly time: number;
  /** Of appointments at the same time the lower ones come first. */
  readonly rank: number;
  /** Tells which of two appointments of a rank at the same time was made first. */
  readonly order: number;
  /** Undefined once it was kept or taken back. */
  callback: (() => void) | undefined;
}

/** Which of two appointments comes first, as a sort asks for it. */
export function earlierFirst(one: Appointment, other: Appointment): number {
  return one.time - other.time || one.rank - other.rank || one.order - other.order;
}

/** So many appointments that were taken back may lie about. */
const mostStale = 1_000;

/** Appointments in the order in which they are due. Those that are taken back take no more room than the others do. */
export class Appointments {
  #queue = new TinyQueue<Appointment>([], earlierFirst);
  #stale = 0;

  /** The next one; undefined when there is none. */
  get first(): Appointment | undefined {
    let first = this.#queue.peek();
    while (first !== undefined && first.callback === undefined) {
      this.#queue.pop();
      this.#stale--;
      first = this.#queue.peek();
    }
    return first;
  }

  /** Adds one. */
  add(appointment: Appointment): void {
    this.#queue.push(appointment);
  }

  /** Takes the next one out. */
  shift(): void {
    this.#queue.pop();
  }

  /** Takes one back; one that was kept already is let be. */
  cancel(appointment: Appointment): void {
    if (appointment.callback === undefined) return;
    appointment.callback = undefined;
    this.#stale++;
    if (this.#stale <= mostStale || this.#stale * 2 <= this.#queue.length) return;
    this.#queue = new TinyQueue(
      this.#queue.data.filter(({ callback }) => callback !== undefined),
      earlierFirst,
    );
    this.#stale = 0;
  }
}
