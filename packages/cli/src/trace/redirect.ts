import type { Request, Trace } from '@kubehop/core';
import type { Client } from './client.js';
import { requestFor } from './client.js';

/** As many redirects as curl follows. @see curl/curl docs/cmdline-opts/max-redirs.md */
export const maxRedirects = 50;

/** The requests of a client that follows redirects. */
export interface Journey {
  /** One a request, the last one with the outcome. */
  readonly traces: readonly Trace[];
  /** Why the last redirect was not followed. */
  readonly stopped?: string;
}

/**
 * Sends a request and follows redirects, each resolved and sent anew, by http and https only.
 *
 * The method stays, as curl keeps the one that it was told.
 * @see curl/curl docs/cmdline-opts/location.md; RFC 9110 section 15.4
 */
export function followRedirects(first: Request, client: Client, send: (request: Request) => Trace): Journey {
  const traces = [send(first)];
  for (;;) {
    const last = traces.at(-1);
    const location = last === undefined ? undefined : locationOf(last);
    if (last === undefined || location === undefined) return { traces };
    if (traces.length > maxRedirects)
      return { traces, stopped: `${maxRedirects} redirects followed, that is the most` };
    const url = redirectTarget(last.request, location);
    if (!/^https?:\/\//i.test(url))
      return { traces, stopped: `only http and https are followed, not ${url}` };
    traces.push(send(requestFor(url, towards(requestFor(url, client), first, client))));
  }
}

/** Where a response sends the client. */
function locationOf({ outcome }: Trace): string | undefined {
  if (outcome.kind !== 'response' || outcome.status < 300 || outcome.status > 399) return undefined;
  return outcome.headers.find((header) => header.name === 'location')?.value;
}

/** The URL that a Location leads to from a request. @see RFC 3986 section 5.2.2 */
function redirectTarget(request: Request, location: string): string {
  if (/^[a-z][-+.a-z0-9]*:/i.test(location)) return location;
  if (location.startsWith('//')) return `${request.scheme}:${location}`;
  const host = request.host.includes(':') ? `[${request.host}]` : request.host;
  const server = `${request.scheme}://${host}:${request.port}`;
  if (location.startsWith('/')) return `${server}${location}`;
  const [path = ''] = request.target.split('?');
  if (location.startsWith('?')) return `${server}${path}${location}`;
  return `${server}${path.slice(0, path.lastIndexOf('/') + 1)}${location}`;
}

/**
 * The client as another server may know it: a Host header that was given is for the host that was asked first,
 * credentials for that very server.
 *
 * @see curl/curl lib/http.c, Curl_add_custom_headers
 */
function towards(request: Request, first: Request, client: Client): Client {
  const isSameHost = request.host.toLowerCase() === first.host.toLowerCase();
  const isSameServer = isSameHost && request.scheme === first.scheme && request.port === first.port;
  const headers = client.headers.filter(({ name }) => {
    if (name === 'host') return isSameHost;
    return isSameServer || (name !== 'authorization' && name !== 'cookie');
  });
  return { ...client, headers };
}
