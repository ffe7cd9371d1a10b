import { serviceAtBalancer } from '../../trace/at-balancer.js';
import type { AllTraces, Branch } from '../../pipeline/trace-all.js';
import type { ObjectReference } from '../../problem/problem.js';
import type { Request } from '../../request/request.js';
import type { Hop } from '../../trace/hop.js';
import type { Trace } from '../../trace/trace.js';
import type { Fate, FateEnd } from './fate.js';
import { locationFor, siteOf } from './location.js';

/** What becomes of a request, as far as requests of its kind have it in common. */
export function fateOf({ request, branches }: AllTraces): Fate {
  const ends = new Map<string, { readonly end: FateEnd; probability: number }>();
  for (const branch of branches) {
    const end = endOf(request, branch);
    const key = keyOfEnd(end);
    const known = ends.get(key);
    if (known === undefined) ends.set(key, { end, probability: branch.probability });
    else known.probability += branch.probability;
  }
  return {
    ends: [...ends.values()]
      .map(({ end, probability }) => ({ ...end, probability: rounded(probability) }))
      .sort(
        (one, other) => other.probability - one.probability || (keyOfEnd(one) < keyOfEnd(other) ? -1 : 1),
      ),
  };
}

/** Sums of shares are exact to twelve digits. */
function rounded(probability: number): number {
  return Math.round(probability * 1e9) / 1e9;
}

/** Ends that are alike have the same text, whatever their share. */
function keyOfEnd(end: FateEnd): string {
  return JSON.stringify(end, without('probability'));
}

function without(...left: readonly string[]): (key: string, value: unknown) => unknown {
  return (key, value) => (left.includes(key) ? undefined : value);
}

/**
 * Requests with the same text here fare alike: the same comes of them, whatever the cause. The path and the host that a
 * pod gets, and the path that a client is sent to, may depend on the request itself.
 */
export function keyOfFate({ ends }: Fate): string {
  const general = without('cause', 'path', 'host');
  return JSON.stringify(ends, (key, value: unknown) =>
    key === 'location' && typeof value === 'string' ? siteOf(value) : general(key, value),
  );
}

function endOf(request: Request, { trace }: Branch): FateEnd {
  const { outcome, hops } = trace;
  const location =
    outcome.kind === 'response' ? outcome.headers.find(({ name }) => name === 'location')?.value : undefined;
  return {
    probability: 1,
    outcome: outcome.kind,
    ...(outcome.kind === 'response' ? { status: outcome.status, from: outcome.from } : {}),
    ...(outcome.kind === 'dns-error' ? { rcode: outcome.rcode } : {}),
    cause: outcome.cause.code,
    ...(location === undefined ? {} : { location: locationFor(request, location) }),
    ...atPod(request, trace, hops.at(-1)),
  };
}

function atPod(
  request: Request,
  { hops }: Trace,
  last: Hop | undefined,
): Omit<FateEnd, 'probability' | 'outcome' | 'cause'> {
  if (last?.stage !== 'pod') return {};
  const service = lastService(hops);
  const { http } = last.packet;
  const sent = hops.find(({ stage }) => stage !== 'client' && stage !== 'dns')?.packet.source.address;
  return {
    ...(service === undefined ? {} : { service }),
    to: last.workload ?? last.pod,
    // A pod that is asked by its own address is asked at whichever port.
    ...(service === undefined ? {} : { port: last.packet.destination.port }),
    seesClient: last.client === sent,
    ...(http === undefined || http.target === request.target ? {} : { path: 'rewritten' as const }),
    ...(http === undefined || http.host === request.hostHeader ? {} : { host: http.host ?? '' }),
  };
}

/** The Service that led to the pod. */
function lastService(hops: readonly Hop[]): ObjectReference | undefined {
  for (let at = hops.length - 1; at >= 0; at -= 1) {
    const hop = hops[at];
    if (hop === undefined) break;
    const service = serviceOf(hop);
    if (service !== undefined) return service;
    if (hop.action === 'terminated') break;
  }
  return undefined;
}

function serviceOf(hop: Hop): ObjectReference | undefined {
  switch (hop.stage) {
    case 'service':
      return hop.service;
    case 'ingress':
      return hop.backend?.service;
    case 'load-balancer':
      return serviceAtBalancer(hop);
    case 'client':
    case 'dns':
    case 'node':
    case 'network-policy':
    case 'pod':
      return undefined;
    default:
      return hop satisfies never;
  }
}
