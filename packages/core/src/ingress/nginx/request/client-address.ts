import { isInAny } from '../../../address/cidr.js';
import { parseHostPort } from '../../../address/host-port.js';
import { parseIP } from '../../../address/ip.js';

/**
 * The client that a list of forwarded addresses names: read from the right, past every address that may be trusted.
 *
 * @param peer who sent the list; an address that is not trusted is the client itself
 * @see nginx/nginx src/http/ngx_http_core_module.c, ngx_http_get_forwarded_addr with real_ip_recursive
 */
export function clientBehind(peer: string, forwarded: string, trusted: readonly string[]): string {
  let client = peer;
  for (const entry of forwarded.split(',').reverse()) {
    if (!isInAny(trusted, client)) return client;
    const address = addressOf(entry.trim());
    if (address === undefined) return client;
    client = address;
  }
  return client;
}

function addressOf(entry: string): string | undefined {
  const host = parseHostPort(entry)?.host;
  return host === undefined ? undefined : parseIP(host)?.text;
}
