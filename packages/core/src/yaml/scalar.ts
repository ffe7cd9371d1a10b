const digits = /^(?:0|[1-9][0-9]{0,14})$/;
/** What Go's `strconv.ParseInt(text, 0, 64)` reads, underscores taken out: a leading zero makes it octal. */
const integer = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/**
 * Reads a plain scalar as a number; undefined when it is a text, as `22:22`, `1.2.3` and `2024-01-01` are.
 *
 * `0777` and `0o777` are octal, `0x1F` hexadecimal, `0b11` binary, `1_000` is a thousand, and `08`, being no octal
 * number, is the float 8.
 * @see go.yaml.in/yaml/v2 resolve.go, resolve
 */
export function readNumber(text: string): number | undefined {
  if (digits.test(text)) return Number(text);
  // A scalar that starts with a dot goes to ParseFloat as it is, which takes no underscores.
  const plain = text.startsWith('.') ? text : text.replaceAll('_', '');
  const [, sign, magnitude] = integer.exec(plain) ?? [];
  if (magnitude !== undefined) return signed(sign, readMagnitude(magnitude));
  const value = float.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(value) ? value + 0 : undefined;
}

function readMagnitude(text: string): number {
  return /^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number(text.toLowerCase());
}

/** JSON has no negative zero. */
function signed(sign: string | undefined, magnitude: number): number {
  return sign === '-' && magnitude !== 0 ? -magnitude : magnitude;
}

/** Whether a plain scalar is infinite or no number, which JSON can't say. */
export function isInfiniteOrNaN(text: string): boolean {
  return /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/.test(text);
}

/** The text whose UTF-8 bytes these are; undefined for bytes that are none. */
export function readUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return undefined;
  }
}
