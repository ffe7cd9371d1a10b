import { isInAny } from '../../address/cidr.js';
import { edgesOf } from '../../address/range-edges.js';
import type { Distinction, RequestPatch } from './distinctions.js';
import type { IngressRequest } from '../../ingress/request.js';
import type { NginxConfiguration } from '../../ingress/nginx/configuration/configuration.js';
import type { NginxLocation } from '../../ingress/nginx/location/location.js';
import { readNginxRequest } from '../../ingress/nginx/request/nginx-request.js';

/** In which lists of a location the client is. */
export function clientDistinction(
  { settings }: NginxConfiguration,
  { annotations: { allowedRanges, deniedRanges } }: NginxLocation,
): readonly Distinction<IngressRequest>[] {
  const { blockedRanges, useForwardedHeaders, useProxyProtocol } = settings;
  const lists = { allowed: allowedRanges, denied: deniedRanges, blocked: blockedRanges };
  const ranges = Object.values(lists).flat();
  if (ranges.length === 0) return [];
  const addresses = edgesOf(ranges);
  return [
    {
      of: 'client',
      answer(request) {
        const seen = readNginxRequest(request, settings);
        if ('kind' in seen) return '';
        const within = Object.entries(lists).filter(([, list]) => isInAny(list, seen.client));
        return within.length === 0 ? 'in no list' : within.map(([name]) => name).join(', ');
      },
      examples: [
        ...addresses.map((client): RequestPatch => ({ client })),
        ...(useForwardedHeaders ? addresses.map(forwardedFor) : []),
        ...(useProxyProtocol ? addresses.map(proxyLine) : []),
      ],
    },
  ];
}

function forwardedFor(value: string): RequestPatch {
  return { headers: [{ name: 'x-forwarded-for', value }] };
}

function proxyLine(address: string): RequestPatch {
  const [family, to] = address.includes(':') ? ['TCP6', '2001:db8::1'] : ['TCP4', '192.0.2.1'];
  return { proxyProtocol: `PROXY ${family} ${address} ${to} 40000 80` };
}
