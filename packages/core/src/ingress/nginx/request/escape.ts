import type { ByteText } from '../../../address/byte-text.js';

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
