import type { Cluster } from '../../cluster/cluster.js';
import type { TextTest } from '../language/text-test.js';
import type { Distinction, RequestPatch } from './distinctions.js';
import type { IngressRequest } from '../../ingress/request.js';
import { canaryShare, type Canary } from '../../ingress/nginx/annotation/canary-policy.js';
import { upstreamEndpoints } from '../../ingress/nginx/answer/upstream-endpoints.js';
import type { NginxConfiguration } from '../../ingress/nginx/configuration/configuration.js';
import type { NginxLocation } from '../../ingress/nginx/location/location.js';

/** The share of requests that the canary of a location gets, by the header or the cookie that decides. */
export function canaryDistinction(
  view: Cluster,
  { upstreams, canaries }: NginxConfiguration,
  { upstream: key }: NginxLocation,
): readonly Distinction<IngressRequest>[] {
  const upstream = key === undefined ? undefined : upstreams.get(key);
  const canary = key === undefined ? undefined : canaries.first.get(key)?.canary;
  if (upstream === undefined || canary === undefined) return [];
  if (upstreamEndpoints(view, upstream).kind !== 'found') return [];
  const { header, cookie } = canary;
  if (header === '' && cookie === '') return [];
  const names = [
    ...(header === '' ? [] : [`header ${header}`]),
    ...(cookie === '' ? [] : [`cookie ${cookie}`]),
  ];
  return [
    {
      of: `share of the canary, by ${names.join(' and ')}`,
      answer: ({ http }) => String(canaryShare(canary, http.headers) ?? 'unknown'),
      examples: cookieExamples(canary),
      ...(header === '' ? {} : { header: { name: header, tests: headerTests(canary) } }),
    },
  ];
}

function headerTests({ headerValue, headerPattern }: Canary): readonly TextTest[] {
  return [
    ...['always', 'never', headerValue].map((text): TextTest => ({ kind: 'is', text })),
    ...(headerPattern === undefined ? [] : [{ kind: 'matches', pattern: headerPattern } as const]),
  ];
}

function cookieExamples({ cookie }: Canary): readonly RequestPatch[] {
  if (cookie === '') return [];
  return ['always', 'never'].map((value) => ({ headers: [{ name: 'cookie', value: `${cookie}=${value}` }] }));
}
