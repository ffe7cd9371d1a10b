import type { Header } from '../../../request/request.js';

/**
 * The value of a cookie that a client sends; case is ignored in the name.
 *
 * @see nginx/nginx src/http/ngx_http_parse.c, ngx_http_parse_multi_header_lines
 */
export function cookieValue(headers: readonly Header[], cookie: string): string | undefined {
  const name = cookie.toLowerCase();
  for (const { name: header, value } of headers) {
    if (header !== 'cookie') continue;
    for (const begin of value.matchAll(beginOfPair)) {
      const at = begin.index + begin[0].length;
      if (value.slice(at, at + name.length).toLowerCase() !== name) continue;
      const found = /^ *= *([^;]*)/.exec(value.slice(at + name.length));
      if (found !== null) return found[1];
    }
  }
  return undefined;
}

const beginOfPair = /(?:^|[;,]) */g;
