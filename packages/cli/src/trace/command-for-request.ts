import { type Cluster, readRequest, type Request, type RequestInput } from '@kubehop/core';
import { isDeepStrictEqual } from 'node:util';
import type { ManifestOptions } from '../input/manifest-options.js';
import { traceCommandFor } from '../lint/trace-command-text.js';

/**
 * The command that sends a request through the same manifests; undefined where no option says what the request needs.
 *
 * @param isOneOfMany whether another way than the first one matters
 */
export function commandForRequest(
  request: Request,
  { platform }: Pick<Cluster, 'platform'>,
  options: ManifestOptions,
  isOneOfMany: boolean,
): string | undefined {
  const input = inputFor(request);
  if (input === undefined) return undefined;
  const isUsualOrigin = isDeepStrictEqual(request.from, platform.defaultOrigin);
  const from = isUsualOrigin ? {} : { from: request.from };
  return traceCommandFor({ ...input, ...from }, options, isOneOfMany);
}

/**
 * Where a request is sent, as a client is told: `https://shop.example.com/cart`. A target that is no path stands in no
 * URL: then it is that of the place alone.
 */
export function urlOf({ scheme, host, port, target }: Request): string {
  const isUsual =
    ((scheme === 'http' || scheme === 'grpc') && port === 80) ||
    ((scheme === 'https' || scheme === 'grpcs') && port === 443);
  const name = host.includes(':') ? `[${host}]` : host;
  const isBare = scheme === 'tcp' || scheme === 'tls' || scheme === 'udp' || scheme === 'sctp';
  return `${scheme}://${name}${isUsual ? '' : `:${port}`}${isBare || !target.startsWith('/') ? '' : target}`;
}

/** What has to be said to get the request, beside where it comes from. */
function inputFor(request: Request): RequestInput | undefined {
  const { method, headers, hostHeader, version, sni, insecure, address, sourcePort, proxyProtocol } = request;
  const url = urlOf(request);
  const usual = readRequest({ url }, request.from);
  const isUsualHost = hostHeader === usual.hostHeader;
  // An empty value takes the Host away, as with curl.
  const host = isUsualHost ? [] : [{ name: 'host', value: hostHeader ?? '' }];
  const own = headers.filter((header) => usual.headers.every((each) => !isDeepStrictEqual(each, header)));
  const sent = [...host, ...own];
  const input: RequestInput = {
    url,
    ...(method === usual.method ? {} : { method }),
    ...(sent.length === 0 ? {} : { headers: sent }),
    ...(version === usual.version ? {} : { version }),
    ...(sni === usual.sni ? {} : { sni }),
    ...(insecure === undefined ? {} : { insecure }),
    ...(address === undefined ? {} : { address }),
    ...(sourcePort === undefined ? {} : { sourcePort }),
    ...(proxyProtocol === undefined ? {} : { proxyProtocol }),
  };
  const again = { ...readRequest(input, request.from), ...(hostHeader === null ? { hostHeader } : {}) };
  return isDeepStrictEqual(again, request) ? input : undefined;
}
