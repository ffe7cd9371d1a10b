import type { Random } from '../time/random.js';

/** Odd, and far from regular: 2^32 divided by the golden ratio. */
const stride = 0x9e37_79b9;

/** Between two streams of one request. */
const strideOfStreams = 0x85eb_ca6b;

/** What a stream decides about a request. */
export type Stream = 'ways' | 'times' | 'thinking';

const places: Readonly<Record<Stream, number>> = { ways: 0, times: 1, thinking: 2 };

/**
 * The chances of each request of a load: the same whatever happens to others, and whichever is followed first.
 *
 * @see Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014
 */
export class Chances implements Random {
  readonly #seed: number;
  #state = 0;

  constructor(seed: number) {
    this.#seed = scrambled(seed | 0);
  }

  /** Draws from here on are those of a request, by its number. */
  begin(request: number, stream: Stream): this {
    const upper = Math.floor(request / 2 ** 32);
    const place = scrambled((request | 0) ^ scrambled(upper ^ this.#seed));
    this.#state = scrambled((place + Math.imul(places[stream], strideOfStreams)) | 0);
    return this;
  }

  next(): number {
    this.#state = (this.#state + stride) | 0;
    return (scrambled(this.#state) >>> 0) / 4_294_967_296;
  }

  /** Leaves out as many draws. */
  skip(draws: number): this {
    this.#state = (this.#state + Math.imul(stride, draws)) | 0;
    return this;
  }

  /** Goes on by itself from where this one is. */
  fork(): Chances {
    const fork = new Chances(0);
    fork.#state = this.#state;
    return fork;
  }
}

/** @see Chris Wellons, hash-prospector: triple32 (public domain) */
function scrambled(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 17), 0xed5a_d4bb);
  mixed = Math.imul(mixed ^ (mixed >>> 11), 0xac4c_1b51);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x3184_8bab);
  return mixed ^ (mixed >>> 14);
}
