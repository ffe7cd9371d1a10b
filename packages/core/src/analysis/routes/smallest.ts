import type { Request, Scheme } from '../../request/request.js';

/** The schemes as people would write them first. */
const order: readonly Scheme[] = ['https', 'http', 'tcp', 'udp', 'tls', 'grpcs', 'grpc', 'sctp'];

/** The smallest of some requests: the one with the least beside host and path, then the shortest. */
export function smallestOf(requests: readonly Request[]): Request | undefined {
  let smallest: Request | undefined;
  for (const request of requests) {
    if (smallest === undefined || isSmaller(request, smallest)) smallest = request;
  }
  return smallest;
}

/** In the order of their examples, the smallest first. */
export function byExample<T extends { readonly example: Request }>(values: readonly T[]): readonly T[] {
  return [...values].sort((one, other) => (isSmaller(one.example, other.example) ? -1 : 1));
}

function isSmaller(one: Request, other: Request): boolean {
  const [first, second] = [sizeOf(one), sizeOf(other)];
  for (const [index, size] of first.entries()) {
    const difference = size - (second[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return textOf(one) < textOf(other);
}

function sizeOf(request: Request): readonly number[] {
  const { scheme, host, hostHeader, sni, target, headers, insecure, method, proxyProtocol, from } = request;
  const isPlain = hostHeader?.replace(/:\d+$/, '') === host && (sni === null || sni === host);
  const usual = scheme.startsWith('grpc') ? 2 : 0;
  return [
    Number(insecure === true) + Number(proxyProtocol !== undefined) + headers.length - usual,
    Number(!isPlain) + Number(method !== 'GET' && method !== 'POST') + Number(hostHeader === null),
    Number(isUnusual(request)),
    order.indexOf(scheme),
    target.length,
    host.length + (hostHeader?.length ?? 0),
    Number('address' in from),
  ];
}

/** Whether a port is asked that people do not speak this to: plain HTTP to that of TLS, or the other way round. */
function isUnusual({ scheme, port }: Request): boolean {
  if (scheme === 'https' || scheme === 'grpcs') return port !== 443;
  return (scheme === 'http' || scheme === 'grpc') && port === 443;
}

function textOf({ scheme, host, port, target, ...rest }: Request): string {
  return JSON.stringify([scheme, host, port, target, rest]);
}
