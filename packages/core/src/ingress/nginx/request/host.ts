/** What a Host header names: `$host`, lower case, without port and final dot. */
export type NginxHost = string;

const refused = /[\0-\x20\x7f/]|\.\./;

/**
 * Reads a Host header or the authority of a request target; undefined where nginx answers 400: blanks, slashes, empty
 * labels, nothing at all.
 *
 * @see nginx/nginx src/http/ngx_http_request.c, ngx_http_validate_host
 * @example
 * readHost('Shop.Example.com.:8080'); // 'shop.example.com'
 */
export function readHost(header: string): NginxHost | undefined {
  const text = header.replaceAll(/^[\t ]+|[\t ]+$/g, '');
  if (refused.test(text)) return undefined;
  const port = text.indexOf(':', text.startsWith('[') ? text.indexOf(']') + 1 : 0);
  const named = port < 0 ? text : text.slice(0, port);
  const host = named.endsWith('.') ? named.slice(0, -1) : named;
  return host === '' ? undefined : host.toLowerCase();
}
