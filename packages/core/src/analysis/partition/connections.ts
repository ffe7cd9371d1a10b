import { bracketedHost } from '../../address/host-port.js';
import { isInAny } from '../../address/cidr.js';
import { familyOf } from '../../address/ip.js';
import { edgesOf } from '../../address/range-edges.js';
import type { Cluster } from '../../cluster/cluster.js';
import { destinationsOf } from '../../pipeline/destinations.js';
import type { Origin } from '../../request/origin.js';
import type { Outcome } from '../../trace/outcome.js';
import { readRequest } from '../../request/read-request.js';
import type { Request } from '../../request/request.js';
import { addressesIn, addressKinds } from './addresses.js';
import { isAnybody } from './anybody.js';
import { namesFor } from './names.js';
import { portsAt } from './ports.js';

/** What is told of a connection before anything is sent over it: where it goes, to which port, from whom. */
export interface ConnectionKey {
  /** Where it goes. */
  readonly to: string;
  /** A port with a meaning there; else all others. */
  readonly port: number | 'other';
  /** In which ranges of sources the client is. */
  readonly client: string;
}

/** Connections that are made alike. */
export interface Connection {
  readonly key: ConnectionKey;
  /** One of the requests, by the scheme `tcp`. */
  readonly request: Request;
  /** The names by which it is made. */
  readonly names: readonly string[];
  /** The addresses by which it is made; others that are like them may be left out. */
  readonly addresses: readonly string[];
  /** Whether its names lead somewhere in some of the clusters alone. */
  readonly isApart: boolean;
}

/** All connections that clients of an origin can make, each kind once, and the kind of any other. */
export interface Connections {
  readonly all: readonly Connection[];
  /** What is told of the connection of a request, and whether its name leads somewhere in some of the clusters alone. */
  of(request: Request): Pick<Connection, 'key' | 'isApart'>;
}

/** Which addresses are looked at: every one, or those alone that people write down. */
export type AddressScope = 'all' | 'published';

/** Where names or addresses lead that have this in common. */
interface Place {
  readonly to: string;
  readonly names: string[];
  readonly addresses: string[];
  /** Where it leads to in each cluster. */
  readonly reached: readonly (readonly string[])[];
}

/** Finds all connections into clusters; where they differ in one of them, they are told apart. */
export function connectionsInto(
  clusters: readonly Cluster[],
  origin: Origin,
  asked: {
    readonly ports: readonly number[];
    readonly names: readonly string[];
    readonly addresses: AddressScope;
  },
): Connections {
  const kinds = clusters.map((cluster) => addressKinds(cluster, origin));
  const ways = (
    request: Request,
  ): readonly (readonly { readonly text: string; readonly address?: string }[])[] =>
    clusters.map((cluster, index) =>
      destinationsOf(cluster, request).map((destination) =>
        destination.kind === 'end'
          ? { text: `${share(destination.probability)} ${endText(destination.outcome)}` }
          : {
              text: `${share(destination.probability)} ${kinds[index]?.(destination.address) ?? ''}`,
              address: destination.address,
            },
      ),
    );
  const places = new Map<string, Place>();
  const placeOf = (request: Request): Place => {
    const found = ways(request);
    const to = JSON.stringify(found.map((each) => each.map(({ text }) => text).sort()));
    const place = places.get(to) ?? {
      to,
      names: [],
      addresses: [],
      reached: found.map((each) => each.flatMap(({ address }) => address ?? [])),
    };
    return place;
  };
  const names = new Set([...asked.names, ...clusters.flatMap((cluster) => namesFor(cluster, origin))]);
  const addresses = new Set(clusters.flatMap((cluster) => addressesIn(cluster, asked.addresses)));
  for (const name of [...names].sort(shortestFirst)) {
    const place = placeOf(toward(origin, name));
    places.set(place.to, place);
    place.names.push(name);
  }
  for (const address of [...addresses].sort(shortestFirst)) {
    const place = placeOf(toward(origin, address));
    places.set(place.to, place);
    place.addresses.push(address);
  }
  const known = new Map<string, ReadonlySet<number>>();
  const portsOf = ({ to, reached }: Place): ReadonlySet<number> => {
    let found = known.get(to);
    if (found === undefined) {
      found = new Set([
        ...asked.ports,
        ...clusters.flatMap((cluster, index) =>
          (reached[index] ?? []).flatMap((address) => [...portsAt(cluster, address)]),
        ),
      ]);
      known.set(to, found);
    }
    return found;
  };
  const rangesOf = ({ reached }: Place): readonly string[] =>
    isAnybody(origin)
      ? clusters.flatMap((cluster, index) =>
          (reached[index] ?? []).flatMap((address) => rangesAt(cluster, address)),
        )
      : [];
  const keyAt = (place: Place, { from, port }: Request): ConnectionKey => ({
    to: place.to,
    port: portsOf(place).has(port) ? port : 'other',
    client: clientKey(rangesOf(place), from),
  });
  const all = [...places.values()].flatMap((place) => {
    const meant = portsOf(place);
    const named = [...place.names].sort(shortestFirst);
    const held = [...place.addresses].sort(shortestFirst);
    const target = named[0] ?? held[0] ?? '';
    return [...meant, otherThan(meant)].flatMap((port) =>
      clientsOf(origin, rangesOf(place)).map((from): Connection => {
        const request = toward(from, target, port);
        return {
          key: keyAt(place, request),
          request,
          names: named,
          addresses: held,
          isApart: isApart(place),
        };
      }),
    );
  });
  return {
    all,
    of(request) {
      const place = placeOf(request);
      return { key: keyAt(place, request), isApart: isApart(place) };
    },
  };
}

/** Ends without a way that clients cannot tell apart. */
function endText(outcome: Outcome): string {
  return outcome.kind === 'dns-error' ? `${outcome.kind} ${outcome.rcode}` : outcome.kind;
}

/** Whether a name leads somewhere in some of several clusters, and nowhere in others. */
function isApart({ reached }: Place): boolean {
  return new Set(reached.map((addresses) => addresses.length > 0)).size > 1;
}

function share(probability: number): string {
  return probability.toFixed(9);
}

/** A connection, of which nobody knows yet what is sent over it. */
function toward(from: Origin, host: string, port = 1): Request {
  return readRequest({ from, url: `tcp://${bracketedHost(host)}:${port}` }, from);
}

function shortestFirst(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : 1);
}

/** A port without meaning. */
function otherThan(ports: ReadonlySet<number>): number {
  let port = 4;
  while (ports.has(port)) port += 1;
  return port;
}

/** The ranges of sources that are let through on the way to an address. */
function rangesAt(cluster: Cluster, address: string): readonly string[] {
  return [
    ...cluster.loadBalancersByAddress(address).flatMap(({ sourceRanges }) => sourceRanges),
    ...cluster.servicesByAddress(address).flatMap(({ spec }) => spec.loadBalancerSourceRanges),
  ];
}

function clientKey(ranges: readonly string[], from: Origin): string {
  if (ranges.length === 0 || from.kind !== 'internet') return '';
  return `${familyOf(from.address)} ${ranges.map((range) => (isInAny([range], from.address) ? 'in' : 'out')).join(' ')}`;
}

/** One client of each kind. */
function clientsOf(origin: Origin, ranges: readonly string[]): readonly Origin[] {
  if (origin.kind !== 'internet' || !isAnybody(origin) || ranges.length === 0) return [origin];
  const clients = new Map<string, Origin>();
  for (const address of [origin.address, '2001:db8::7', ...edgesOf(ranges)]) {
    const from: Origin = { kind: 'internet', address };
    const key = clientKey(ranges, from);
    if (!clients.has(key)) clients.set(key, from);
  }
  return [...clients.values()];
}
