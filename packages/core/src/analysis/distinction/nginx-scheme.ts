import type { Distinction, RequestPatch } from './distinctions.js';
import type { IngressRequest } from '../../ingress/request.js';
import type { NginxSettings } from '../../ingress/nginx/configuration/settings.js';
import { readNginxRequest } from '../../ingress/nginx/request/nginx-request.js';

/** What the client is taken to have asked with: proxies in front may say so. */
export function schemeDistinction(settings: NginxSettings): readonly Distinction<IngressRequest>[] {
  const { useForwardedHeaders, useProxyProtocol } = settings;
  if (!useForwardedHeaders && !useProxyProtocol) return [];
  const forwardedHost: Distinction<IngressRequest> = {
    of: 'x-forwarded-host',
    answer(request) {
      const seen = readNginxRequest(request, settings);
      return 'kind' in seen || seen.bestHost === (seen.http.host ?? seen.host) ? 'none' : 'another host';
    },
    examples: [{ headers: [{ name: 'x-forwarded-host', value: 'name-of-nobody.example' }] }],
  };
  return [
    ...(useForwardedHeaders ? [forwardedHost] : []),
    {
      of: 'scheme of the client',
      answer(request) {
        const seen = readNginxRequest(request, settings);
        return 'kind' in seen ? '' : seen.passScheme === 'http' ? 'http' : 'other than http';
      },
      examples: [
        ...(useForwardedHeaders ? ['http', 'https'].map(forwardedProto) : []),
        ...(useProxyProtocol ? [80, 443].map(proxyLine) : []),
      ],
    },
  ];
}

function forwardedProto(value: string): RequestPatch {
  return { headers: [{ name: 'x-forwarded-proto', value }] };
}

function proxyLine(port: number): RequestPatch {
  return { proxyProtocol: `PROXY TCP4 203.0.113.7 192.0.2.1 40000 ${port}` };
}
