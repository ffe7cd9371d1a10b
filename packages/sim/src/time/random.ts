/** Draws of chance. */
export interface Random {
  /** A number from 0 up to, but not including, 1. */
  next(): number;
}

/**
 * Draws that a seed decides: the same seed, the same draws, on every machine.
 *
 * The generator is sfc32 from PractRand by Chris Doty-Humphrey (public domain).
 */
export class SeededRandom implements Random {
  #a: number;
  #b: number;
  #c = 0;
  #counter = 1;

  constructor(seed: number) {
    this.#a = seed >>> 0;
    this.#b = Math.floor(seed / 4294967296) >>> 0;
    // The first draws of neighbouring seeds are alike.
    for (let round = 0; round < 12; round++) this.next();
  }

  next(): number {
    const sum = (this.#a + this.#b + this.#counter++) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  }
}
