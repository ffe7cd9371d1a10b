import { familyOf } from '../address/ip.js';
import type { Assumption } from '../problem/assumption.js';
import { ephemeralPort, type Packet } from './packet.js';

/**
 * The line of the PROXY protocol that tells who opened a connection, and to which address.
 *
 * @see haproxy/haproxy doc/proxy-protocol.txt section 2.1
 */
export function proxyLineFor({ source, destination }: Packet): string {
  const family = familyOf(source.address) === 'IPv4' ? 'TCP4' : 'TCP6';
  const ports = `${source.port ?? ephemeralPort} ${destination.port}`;
  return `PROXY ${family} ${source.address} ${destination.address} ${ports}`;
}

/** Whoever gets the line has to read it; otherwise it is garbage in front of the request. */
export function proxyLineIsRead(who: string): Assumption {
  return {
    code: 'proxy-line-is-read',
    message: `The connection begins with a line of the PROXY protocol; ${who} is taken to read it.`,
    state: 'Switch the PROXY protocol on where the connection ends, or off at the load balancer.',
  };
}
