import type { Schema } from '../schema/schema.js';
import { text } from '../schema/scalar.js';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes in base64, as text; line breaks in it don't count. @see RFC 4648 section 4; golang/go encoding/base64, StdEncoding */
export const base64: Schema<string> = {
  zero: '',
  read(value, errors) {
    const written = text.read(value, errors);
    const joined = written.replaceAll(/[\r\n]/g, '');
    if (!isBase64(joined)) {
      errors.unreadable(
        'illegal base64 data',
        'Encode the value with base64, or write it plainly in stringData.',
      );
    }
    return joined;
  },
};

function isBase64(encoded: string): boolean {
  const padding = encoded.indexOf('=');
  const end = padding < 0 ? encoded.length : padding;
  return (
    encoded.length % 4 === 0 &&
    encoded.length - end <= 2 &&
    !/[^A-Za-z0-9+/]/.test(encoded.slice(0, end)) &&
    !/[^=]/.test(encoded.slice(end))
  );
}

/** The base64 of a text in UTF-8. */
export function toBase64(plain: string): string {
  const bytes = utf8(plain);
  let out = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second, third] = bytes.slice(index, index + 3);
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    out += `${letter(bits >> 18)}${letter(bits >> 12)}`;
    out += `${second === undefined ? '=' : letter(bits >> 6)}${third === undefined ? '=' : letter(bits)}`;
  }
  return out;
}

function letter(bits: number): string {
  return alphabet.charAt(bits & 63);
}

/** `encodeURIComponent` knows UTF-8, but not the halves of a pair that stand alone. */
function utf8(plain: string): readonly number[] {
  const whole = plain.replaceAll(
    /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
    '\uFFFD',
  );
  const bytes: number[] = [];
  for (const [part] of encodeURIComponent(whole).matchAll(/%..|./g)) {
    bytes.push(part.length === 3 ? Number.parseInt(part.slice(1), 16) : part.charCodeAt(0));
  }
  return bytes;
}
