import { alphabet, generatedName } from '../../manifest/generated-name.js';

/** How many ends a generated name can have. */
const ends = alphabet.length ** 5;

/** Shares no divisor with the number of ends, so that counting by it meets each of them before any comes again. */
const stride = 8_868_113;

/**
 * A name with a generated end, which Kubernetes draws at random: here it is counted out from `seed`, so that the first
 * 14 million counts of a seed give as many names, and neighbours look nothing alike.
 */
export function scatteredName(prefix: string, seed: number, count: number): string {
  return generatedName(prefix, ((seed % ends) + (count % ends) * stride) % ends);
}
