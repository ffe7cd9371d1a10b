/** How many parts each doubling of the time is divided into: no value is off by more than a 64th. */
const parts = 64;

/** How often each time occurred, to within two per cent, in memory that does not grow with their number. */
export class Histogram {
  readonly #counts: number[] = [];
  #total = 0;
  #largest = 0;

  /** How many times there are. */
  get total(): number {
    return this.#total;
  }

  /** The longest one. */
  get largest(): number {
    return this.#largest;
  }

  /** Counts a time in whole milliseconds. */
  add(time: number): void {
    const index = bucketOf(time);
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    this.#total++;
    if (time > this.#largest) this.#largest = time;
  }

  /** The time that so large a share did not exceed; 0 where there are none. */
  quantile(share: number): number {
    // What should be whole may be a trace more in binary.
    let rest = Math.ceil(share * this.#total - 1e-6);
    for (const [index, count = 0] of this.#counts.entries()) {
      rest -= count;
      if (rest <= 0) return Math.min(upperEndOf(index), this.#largest);
    }
    return this.#largest;
  }
}

/** Times below 128 ms have a bucket each; then 64 buckets a doubling. */
function bucketOf(time: number): number {
  if (time < 2 * parts) return time;
  const doublings = 31 - Math.clz32(time) - 6;
  return parts * doublings + Math.floor(time / 2 ** doublings);
}

function upperEndOf(index: number): number {
  if (index < 2 * parts) return index;
  const doublings = Math.floor(index / parts) - 1;
  return (index - parts * doublings + 1) * 2 ** doublings - 1;
}
