/** A text whose characters are bytes, as nginx sees it: code units up to 255. */
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

const escaped = /[\0-\x20\x7f-\xff"#%?<>\\^`{|}]/g;

/**
 * A path as nginx writes it into a request or a redirect: what has a meaning in a URI, or none in ASCII, is escaped.
 *
 * @see nginx/nginx src/core/ngx_string.c, ngx_escape_uri with NGX_ESCAPE_URI
 */
export function escapePath(path: ByteText): string {
  return path.replace(escaped, percentEncoded);
}

function percentEncoded(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

const escapedInArgument = /[\0-\x20\x7f-\xff"#%&+;<>\\^`{|}]/g;

/** A text as nginx writes it into the query of a URI. @see nginx/nginx src/core/ngx_string.c, ngx_escape_uri with NGX_ESCAPE_ARGS */
export function escapeArgument(text: ByteText): ByteText {
  return text.replace(escapedInArgument, percentEncoded);
}

/**
 * A URL as nginx writes it into a redirect: escapes of what needs none are undone, up to the query.
 *
 * @see nginx/nginx src/core/ngx_string.c, ngx_unescape_uri with NGX_UNESCAPE_REDIRECT
 */
export function unescapeRedirect(url: ByteText): ByteText {
  let isQuery = false;
  return url.replace(/\?|%([0-9A-Fa-f]{2})/g, (text, digits: string | undefined) => {
    if (isQuery) return text;
    const character = digits === undefined ? text : String.fromCharCode(Number.parseInt(digits, 16));
    isQuery = character === '?';
    return isQuery || (character > '%' && character < '\x7f') ? character : text;
  });
}
