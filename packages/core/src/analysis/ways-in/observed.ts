import type { Cluster } from '../../cluster/cluster.js';
import { type Branch, traceAll } from '../../pipeline/trace-all.js';
import type { Hop } from '../../trace/hop.js';
import type { Trace } from '../../trace/trace.js';
import { zoneCrossings } from '../zone-crossings.js';
import { type Entry, requestTo } from './entries.js';
import type { AddressHolder, SourceReplaced, WayIn } from './way-in.js';

/** What traces from every entry found. */
export type Observed = Pick<
  WayIn,
  'places' | 'seenSource' | 'forwardedFor' | 'sourceReplaced' | 'zones' | 'sitesAnswering' | 'example'
>;

/** Follows requests from every entry on every branch; only the ways that lead to an answer count. */
export function observe(cluster: Cluster, entries: readonly Entry[]): Observed {
  const answered = entries.flatMap((entry) =>
    branchesFrom(cluster, entry)
      .filter(({ trace }) => isAnswered(trace))
      .map(({ trace, probability }) => ({ trace, probability, site: entry.site })),
  );
  const traces = answered.map(({ trace }) => trace);
  const counts = traces.map(({ hops }) => placesOf(hops).length);
  const zones = answered.map(({ trace, probability }) => ({
    probability,
    ...zoneCrossings(cluster, trace),
  }));
  const [example] = traces;
  return {
    ...(counts.length === 0 ? {} : { places: { least: Math.min(...counts), most: Math.max(...counts) } }),
    seenSource: distinct(traces.flatMap((trace) => seenBy(cluster, trace))),
    forwardedFor: distinct(traces.flatMap((trace) => forwardedFor(cluster, trace))),
    sourceReplaced: distinct(traces.flatMap(({ hops }) => hops.flatMap(replacedAt))),
    zones: {
      crossing: share(
        zones.filter(({ crossings }) => crossings.length > 0),
        zones,
      ),
      unknown: share(
        zones.filter(({ unknown }) => unknown.length > 0),
        zones,
      ),
    },
    sitesAnswering: new Set(answered.map(({ site }) => site)).size,
    ...(example === undefined ? {} : { example }),
  };
}

/** A way with its share of the requests from its entry. */
type Weighed = Pick<Branch, 'probability'>;

function share(some: readonly Weighed[], all: readonly Weighed[]): number {
  const whole = sum(all);
  return whole === 0 ? 0 : Number((sum(some) / whole).toFixed(9));
}

function sum(weighed: readonly Weighed[]): number {
  return weighed.reduce((total, { probability }) => total + probability, 0);
}

/** Whether the application answers on every branch. */
export function alwaysAnswers(cluster: Cluster, entry: Entry): boolean {
  return traceAll(cluster, requestTo(entry)).branches.every(({ trace }) => isAnswered(trace));
}

function isAnswered({ outcome }: Trace): boolean {
  return outcome.kind === 'response' && outcome.from === 'application';
}

/** The ways from an entry, those apart that lead over other nodes. */
function branchesFrom(cluster: Cluster, entry: Entry): readonly Branch[] {
  return traceAll(cluster, requestTo(entry), { tellApart: (hops) => placesOf(hops).join(' ') }).branches;
}

/** The places of a way: what happens at a node before it passes a packet on is one. */
function placesOf(hops: readonly Hop[]): readonly string[] {
  const places = hops
    .filter(({ stage, place }) => stage !== 'client' && stage !== 'dns' && place.kind !== 'network')
    .map(
      ({ stage, place }) => (stage === 'pod' || stage === 'ingress' ? 'pod ' : '') + JSON.stringify(place),
    );
  return places.filter((place, index) => place !== places[index - 1]);
}

function seenBy(cluster: Cluster, trace: Trace): readonly AddressHolder[] {
  return trace.hops.flatMap((hop) => (hop.stage === 'pod' ? [holderOf(cluster, trace, hop.client)] : []));
}

/** The addresses of the header as the process gets it. */
function forwardedFor(cluster: Cluster, trace: Trace): readonly AddressHolder[] {
  const last = trace.hops.at(-1);
  if (last?.stage !== 'pod') return [];
  const header = last.packet.http?.headers.find(({ name }) => name.toLowerCase() === 'x-forwarded-for');
  return (header?.value.split(',') ?? []).map((address) => holderOf(cluster, trace, address.trim()));
}

function holderOf(cluster: Cluster, { request: { from } }: Trace, address: string): AddressHolder {
  if ('address' in from && from.address === address) return 'client';
  if (cluster.nodeByAddress(address) !== undefined) return 'node';
  if (cluster.podByAddress(address) !== undefined) return 'controller';
  const isOfBalancer = cluster.infrastructure.some(
    ({ proxyAddress, addresses }) => proxyAddress === address || addresses.includes(address),
  );
  return isOfBalancer ? 'load-balancer' : 'other';
}

function replacedAt({ place, action, changes }: Hop): readonly SourceReplaced[] {
  const by = replacerAt(place.kind);
  if (by === undefined) return [];
  if (action === 'terminated') return [{ by, how: 'new-connection' }];
  return changes.some(({ kind }) => kind === 'snat') ? [{ by, how: 'snat' }] : [];
}

function replacerAt(kind: Hop['place']['kind']): SourceReplaced['by'] | undefined {
  switch (kind) {
    case 'node':
    case 'load-balancer':
    case 'network':
      return kind;
    case 'pod':
      return 'controller';
    case 'internet':
    case 'dns-server':
    case 'external':
      return undefined;
    default:
      return kind satisfies never;
  }
}

function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
