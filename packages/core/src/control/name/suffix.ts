/**
 * The letters of generated names: no vowels and no look-alikes, so that no word comes out.
 *
 * @see kubernetes/apimachinery pkg/util/rand/rand.go, alphanums
 */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

const length = 5;
const suffixes = alphabet.length ** length;

/** Shares no divisor with the number of suffixes, so that counting by it meets each of them before any comes again. */
const stride = 8_868_113;

/**
 * The end of a generated name: the five letters that Kubernetes draws at random, here counted out from `seed`.
 *
 * The first 14 million counts of a seed give as many different suffixes.
 */
function suffix(seed: number, count: number): string {
  let rest = ((seed % suffixes) + (count % suffixes) * stride) % suffixes;
  let text = '';
  for (let position = 0; position < length; position++) {
    text += alphabet.charAt(rest % alphabet.length);
    rest = Math.floor(rest / alphabet.length);
  }
  return text;
}

/** How much of a prefix stays, so that a name with its suffix is a DNS label. @see kubernetes/apiserver pkg/storage/names/generate.go */
const longestPrefix = 63 - length;

/** A name as the API server makes it from `generateName`, for the object that is number `count` of those of `seed`. */
export function generatedName(prefix: string, seed: number, count: number): string {
  return `${prefix.slice(0, longestPrefix)}${suffix(seed, count)}`;
}

/** A number written in the letters of generated names, as template hashes are. @see kubernetes/apimachinery pkg/util/rand/rand.go, SafeEncodeString */
export function safeEncode(value: number): string {
  let text = '';
  for (const digit of String(value)) text += alphabet.charAt(digit.charCodeAt(0) % alphabet.length);
  return text;
}
