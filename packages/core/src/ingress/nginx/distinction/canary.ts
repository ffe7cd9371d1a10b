import type { Cluster } from '../../../cluster/cluster.js';
import type { Distinction, RequestPatch } from '../../../routing/distinctions.js';
import type { IngressRequest } from '../../request.js';
import { canaryShare, type Canary } from '../annotation/canary-policy.js';
import { upstreamEndpoints } from '../answer/upstream-endpoints.js';
import type { NginxConfiguration } from '../configuration/configuration.js';
import type { NginxLocation } from '../location/location.js';

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
      examples: [...headerExamples(canary), ...cookieExamples(canary)],
    },
  ];
}

function headerExamples({ header, headerValue, headerPattern }: Canary): readonly RequestPatch[] {
  if (header === '') return [];
  const plain = headerPattern?.source.replaceAll(/[\^$\\]/g, '');
  const values = [
    'always',
    'never',
    'other',
    headerValue,
    ...(plain === undefined ? [] : [plain, ...plain.split(/[()|]/)]),
  ];
  return values.map((value) => ({ headers: [{ name: header, value }] }));
}

function cookieExamples({ cookie }: Canary): readonly RequestPatch[] {
  if (cookie === '') return [];
  return ['always', 'never'].map((value) => ({ headers: [{ name: 'cookie', value: `${cookie}=${value}` }] }));
}
