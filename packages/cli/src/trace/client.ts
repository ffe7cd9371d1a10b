import type { Origin, Request } from '@kubehop/core';
import { readRequest, squashDotSegments } from '@kubehop/core';
import type { GivenHeader } from './header.js';
import type { ResolvedHost } from './resolve.js';
import { resolvedAddress } from './resolve.js';

/** What the client was told besides a URL; it stays so from redirect to redirect. */
export interface Client {
  readonly from: Origin;
  /** GET unless given. */
  readonly method?: string;
  readonly headers: readonly GivenHeader[];
  readonly resolved: readonly ResolvedHost[];
  /** Sends `.` and `..` in the path as they are. */
  readonly pathAsIs: boolean;
  /** Takes any certificate. */
  readonly insecure: boolean;
}

/**
 * The request that a client sends for a URL, as curl would.
 *
 * @throws {RequestError} when the URL cannot be read
 */
export function requestFor(url: string, client: Client): Request {
  const headers = client.headers.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]));
  const method = client.method === undefined ? {} : { method: client.method };
  const request = readRequest({ url, headers, insecure: client.insecure, ...method }, client.from);
  const address = resolvedAddress(request, client.resolved);
  const sendsHost = !client.headers.some(({ name, value }) => name === 'host' && value === null);
  return {
    ...request,
    ...(sendsHost ? {} : { hostHeader: null }),
    ...(address === undefined ? {} : { address }),
    target: client.pathAsIs ? request.target : squashDotSegments(request.target),
  };
}
