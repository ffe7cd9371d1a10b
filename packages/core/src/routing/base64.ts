const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values: ReadonlyMap<string, number> = new Map(Array.from(alphabet, (letter, index) => [letter, index]));

/** The bytes behind a text in base64, white space left out; undefined for other texts. @see RFC 4648 section 4 */
export function fromBase64(text: string): readonly number[] | undefined {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const letter of text.replaceAll(/[\s=]/g, '')) {
    const value = values.get(letter);
    if (value === undefined) return undefined;
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return bytes;
}
