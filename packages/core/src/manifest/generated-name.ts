/** The characters of generated names: no vowels, no digits that look like letters. */
export const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
const suffixLength = 5;
const longestBase = 63 - suffixLength;

/**
 * A name for an object that has only `generateName`: the API server appends five random characters, the model appends
 * a number written in the same characters.
 *
 * @see kubernetes/apiserver pkg/storage/names/generate.go; kubernetes/apimachinery pkg/util/rand/rand.go
 */
export function generatedName(generateName: string, ordinal: number): string {
  let suffix = '';
  for (let rest = ordinal; suffix.length < suffixLength; rest = Math.floor(rest / alphabet.length)) {
    suffix = `${alphabet[rest % alphabet.length]}${suffix}`;
  }
  return `${generateName.slice(0, longestBase)}${suffix}`;
}
