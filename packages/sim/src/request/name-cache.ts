import type { Request, Trace } from '@kubehop/core';
import type { ClientOptions } from './client.js';

interface Known {
  readonly address: string;
  readonly until: number;
}

/**
 * What clients remember of names, where they do: libraries and runtimes keep an address for a time of their own, whatever
 * its TTL says.
 *
 * @see java.net.InetAddress documentation (30 s); CURLOPT_DNS_CACHE_TIMEOUT(3) (60 s)
 */
export class NameCache {
  readonly #known = new Map<string, Known>();

  /** The request as its client sends it now: to the address that it remembers, if it does. */
  asked(request: Request, { nameCache = 0 }: ClientOptions, now: number): Request {
    if (nameCache === 0 || request.address !== undefined) return request;
    const known = this.#known.get(keyOf(request));
    return known === undefined || known.until <= now ? request : { ...request, address: known.address };
  }

  /** Remembers what a name has become. */
  learn({ nameCache = 0 }: ClientOptions, { request, hops }: Trace, now: number): void {
    if (nameCache === 0 || request.address !== undefined) return;
    const index = hops.findIndex(({ stage }) => stage === 'dns');
    const dns = hops[index];
    if (dns?.stage !== 'dns' || dns.action !== 'resolved') return;
    const address = hops[index + 1]?.packet.destination.address ?? dns.addresses[0];
    if (address !== undefined) this.#known.set(keyOf(request), { address, until: now + nameCache });
  }
}

function keyOf({ from, host }: Request): string {
  return JSON.stringify([from, host]);
}
