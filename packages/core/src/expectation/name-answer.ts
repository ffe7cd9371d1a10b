import type { Cluster } from '../cluster/cluster.js';
import type { NameResolution } from '../dns/resolve-name.js';
import { resolveName } from '../dns/resolve-name.js';
import { outcomeText } from '../explain/outcome-text.js';
import type { Node } from '../object/node.js';
import type { Pod } from '../object/pod.js';
import { departureOf } from '../pipeline/departure.js';
import type { AllTraces } from '../pipeline/trace-all.js';
import { traceAll } from '../pipeline/trace-all.js';
import { traceRequest } from '../pipeline/trace-request.js';
import type { Origin } from '../request/origin.js';
import { readRequest } from '../request/read-request.js';
import type { Outcome } from '../trace/outcome.js';
import type { Place } from '../trace/place.js';
import type { Trace } from '../trace/trace.js';
import type { NameRequest } from './asked.js';

/** What a client finds out about a name, with a probability. */
export interface NameAnswer {
  readonly probability: number;
  readonly rcode: string;
  readonly records: readonly string[];
  /** Why nobody knows what is found out. */
  readonly unknown?: string;
  /** The way on which the question was lost. */
  readonly trace?: Trace;
}

/** What a client finds out about a name, and how. */
export interface NameAnswers {
  readonly resolution: NameResolution;
  /** The ways of the question to the first name server; absent where the hosts file or the public DNS knows. */
  readonly all?: AllTraces;
  readonly answers: readonly NameAnswer[];
}

/** Asks for a name as the client of a request does. */
export function answersTo(cluster: Cluster, request: NameRequest): NameAnswers {
  const from = request.from ?? cluster.platform.defaultOrigin;
  const departure = departureOf(cluster, from);
  const on = 'position' in departure ? machineAt(cluster, departure.place) : undefined;
  const resolution = resolveName(cluster, request.name, {
    types: [request.dns],
    ...(on !== undefined && { on }),
  });
  const all = waysToServer(cluster, from, resolution);
  const answers = 'position' in departure ? answersOf(resolution, request, all) : [unknownAt(departure)];
  return { resolution, answers, ...(all !== undefined && { all }) };
}

function machineAt(cluster: Cluster, place: Place): Pod | Node | undefined {
  if (place.kind === 'pod') return cluster.get('Pod', `${place.namespace}/${place.name}`);
  return place.kind === 'node' ? cluster.get('Node', place.name) : undefined;
}

/** The ways of the question to the first name server; none where the hosts file or the public DNS knows. */
function waysToServer(
  cluster: Cluster,
  from: Origin,
  { answeredBy, resolver: { nameservers } }: NameResolution,
): AllTraces | undefined {
  const [nameserver] = nameservers;
  return answeredBy === 'hosts' || nameserver === undefined
    ? undefined
    : traceAll(cluster, dnsRequest(cluster, from, nameserver));
}

/** A datagram to port 53 of a name or an address, whatever is in it. */
function dnsRequest(cluster: Cluster, from: Origin, host: string): ReturnType<typeof readRequest> {
  return { ...readRequest({ url: 'udp://nameserver:53', from }, cluster.platform.defaultOrigin), host };
}

function answersOf(
  resolution: NameResolution,
  { dns }: NameRequest,
  all: AllTraces | undefined,
): readonly NameAnswer[] {
  const answer = answerIn(resolution, dns);
  if (all === undefined) return [{ ...answer, probability: 1 }];
  return all.branches.map(({ trace, probability }) =>
    isAnswered(resolution, trace.outcome)
      ? { ...answer, probability }
      : { ...lostIn(trace.outcome), probability, trace },
  );
}

function answerIn(resolution: NameResolution, type: string): Omit<NameAnswer, 'probability'> {
  const { hosts, queries, result } = resolution;
  const records = queries
    .flatMap(({ answer }) => answer)
    .filter((record) => record.type === type)
    .map(({ data }) => data);
  switch (result) {
    case 'found':
      return { rcode: 'NOERROR', records: [...hosts, ...records] };
    case 'UNKNOWN':
      return { rcode: result, records: [], unknown: 'unknown: nobody said whether the name exists' };
    case 'NXDOMAIN':
    case 'NODATA':
    case 'SERVFAIL':
      return { rcode: result, records: [] };
    default:
      return result satisfies never;
  }
}

function isAnswered({ answeredBy }: NameResolution, { kind }: Outcome): boolean {
  return kind === 'left' || (kind === 'delivered' && answeredBy === 'cluster');
}

function lostIn(outcome: Outcome): Omit<NameAnswer, 'probability'> {
  const isUnknown = outcome.kind === 'unknown' || outcome.kind === 'delivered';
  return {
    rcode: outcome.kind === 'refused' ? 'REFUSED' : 'TIMEOUT',
    records: [],
    ...(isUnknown && { unknown: `unknown: ${outcome.cause.message}` }),
  };
}

function unknownAt(outcome: Outcome): NameAnswer {
  return { rcode: 'UNKNOWN', records: [], probability: 1, unknown: outcomeText(outcome) };
}

/** A trace that tells why a name has no address. */
export function nameTrace(cluster: Cluster, { name, dns, from }: NameRequest): Trace | undefined {
  if (dns !== 'A' && dns !== 'AAAA') return undefined;
  const trace = traceRequest(cluster, dnsRequest(cluster, from ?? cluster.platform.defaultOrigin, name));
  return trace.outcome.kind === 'dns-error' ? trace : undefined;
}
