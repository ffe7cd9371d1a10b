/** A text whose characters are bytes, as programs in C and Go see it: code units up to 255. */
export type ByteText = string;

const ascii = /^[\0-\x7f]*$/;

/** The UTF-8 bytes of a text. Halves of a surrogate pair that stand alone become the replacement character. */
export function toBytes(text: string): ByteText {
  if (ascii.test(text)) return text;
  let bytes = '';
  for (const character of text) bytes += utf8(character.codePointAt(0) ?? 0);
  return bytes;
}

/** @see RFC 3629 section 3 */
function utf8(codePoint: number): ByteText {
  if (codePoint < 0x80) return String.fromCharCode(codePoint);
  if (codePoint < 0x800) return String.fromCharCode(0xc0 | (codePoint >> 6), continuation(codePoint));
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return utf8(0xfffd);
  if (codePoint < 0x10000) {
    return String.fromCharCode(
      0xe0 | (codePoint >> 12),
      continuation(codePoint >> 6),
      continuation(codePoint),
    );
  }
  return String.fromCharCode(
    0xf0 | (codePoint >> 18),
    continuation(codePoint >> 12),
    continuation(codePoint >> 6),
    continuation(codePoint),
  );
}

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f);
}

const sequence =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf4][\x80-\xbf]{3}|[\x80-\xff]/g;

/** The text that bytes in UTF-8 stand for; a byte that stands for nothing is written as `\xNN`. */
export function fromBytes(bytes: ByteText): string {
  if (ascii.test(bytes)) return bytes;
  return bytes.replace(sequence, (found) => {
    const [lead = 0, ...rest] = Array.from(found, (byte) => byte.charCodeAt(0));
    if (rest.length === 0) return `\\x${lead.toString(16)}`;
    const bits = lead & (0x3f >> rest.length);
    return String.fromCodePoint(rest.reduce((codePoint, byte) => (codePoint << 6) | (byte & 0x3f), bits));
  });
}
