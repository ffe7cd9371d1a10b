import type { ByteText } from '../../address/byte-text.js';

/** The first 32 bits of the fractional parts of a root of each of the first primes. */
function fractions(count: number, root: (prime: number) => number): readonly number[] {
  const words: number[] = [];
  for (let candidate = 2; words.length < count; candidate++) {
    if (!isPrime(candidate)) continue;
    const value = root(candidate);
    words.push(Math.floor((value - Math.floor(value)) * 2 ** 32));
  }
  return words;
}

function isPrime(candidate: number): boolean {
  for (let divisor = 2; divisor * divisor <= candidate; divisor++) {
    if (candidate % divisor === 0) return false;
  }
  return true;
}

const roundConstants: readonly number[] = fractions(64, Math.cbrt);
const initialState: readonly number[] = fractions(8, Math.sqrt);

/**
 * The SHA-256 digest of bytes, as 32 bytes.
 *
 * @see FIPS 180-4 section 6.2
 */
export function sha256(bytes: ByteText): readonly number[] {
  const words = padded(bytes);
  let state = initialState;
  for (let start = 0; start < words.length; start += 16)
    state = compress(state, words.slice(start, start + 16));
  return state.flatMap((word) => [word >>> 24, (word >>> 16) & 0xff, (word >>> 8) & 0xff, word & 0xff]);
}

/** The message in 32-bit words: a one bit and zeros behind it, and its length in bits in the last two words. */
function padded(bytes: ByteText): readonly number[] {
  const words = new Array<number>((((bytes.length + 8) >> 6) + 1) * 16).fill(0);
  for (let index = 0; index <= bytes.length; index++) {
    const byte = index === bytes.length ? 0x80 : bytes.charCodeAt(index);
    words[index >> 2] = (words[index >> 2] ?? 0) | (byte << (24 - (index & 3) * 8));
  }
  words[words.length - 2] = Math.floor((bytes.length * 8) / 2 ** 32);
  words[words.length - 1] = (bytes.length * 8) | 0;
  return words;
}

function compress(state: readonly number[], block: readonly number[]): readonly number[] {
  const schedule = scheduleOf(block);
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (const [round, constant] of roundConstants.entries()) {
    const sum1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
    const chosen = (e & f) ^ (~e & g);
    const first = (h + sum1 + chosen + constant + (schedule[round] ?? 0)) | 0;
    const sum0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + sum0 + majority) | 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, index) => (word + (state[index] ?? 0)) | 0);
}

function scheduleOf(block: readonly number[]): readonly number[] {
  const schedule = [...block];
  for (let index = 16; index < 64; index++) {
    const [w2 = 0, w7 = 0, w15 = 0, w16 = 0] = [2, 7, 15, 16].map((back) => schedule[index - back]);
    const small0 = rotated(w15, 7) ^ rotated(w15, 18) ^ (w15 >>> 3);
    const small1 = rotated(w2, 17) ^ rotated(w2, 19) ^ (w2 >>> 10);
    schedule.push((w16 + small0 + w7 + small1) | 0);
  }
  return schedule;
}

function rotated(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}
