import type { Cluster } from '../../cluster/cluster.js';
import type { AllTraces } from '../../pipeline/trace-all.js';
import { traceAll } from '../../pipeline/trace-all.js';
import { isAnybody } from './anybody.js';
import type { Origin } from '../../request/origin.js';
import type { Request, Scheme } from '../../request/request.js';
import type { Rule } from '../../trace/rule.js';
import type { Fate } from '../fate/fate.js';
import { fateOf, wordingOf } from '../fate/fate-of.js';
import { decidingRule } from '../fate/deciding-rule.js';
import { type AddressScope, type Connection, type ConnectionKey, connectionsInto } from './connections.js';
import { mannerOf, neutral } from './manner.js';
import { type Proposal, proposalsFor } from './proposals.js';
import { type Arrival, type Reader, readersOf } from './reader.js';
import { keyOfReading, type Reading, readingOf } from './reading.js';
import { byService } from './told-apart.js';
import { withScheme } from './with-scheme.js';

/** Requests that no component tells apart. */
export interface Cell {
  /** The connections over which they come, which lead to the same readers in the same manner; at least one. */
  readonly ways: readonly Way[];
  /** What the readers on the way make of them, by cluster. */
  readonly readings: readonly (readonly Reading[])[];
  /** One of them. */
  readonly request: Request;
  /** What becomes of them, by cluster. */
  readonly fates: readonly Fate[];
  /** By which rule, by cluster. */
  readonly rules: readonly (Rule | undefined)[];
  /** What pods and the client get of that request and of a longer one, by cluster; of several clusters only. */
  readonly wordings: readonly string[];
}

/** A connection, and what is sent over it. */
export interface Way {
  readonly connection: Connection;
  readonly schemes: readonly Scheme[];
}

/** Every request of an origin, in cells that have no request in common. */
export interface Partition {
  readonly cells: readonly Cell[];
  /** Whether these are all cells that there are. */
  readonly isExact: boolean;
  /** The cell of a request; undefined for one that is in none of those found. */
  cellOf(request: Request): Cell | undefined;
}

/** What is told apart beside what the clusters tell apart themselves. */
export interface PartitionOptions {
  readonly addresses?: AddressScope;
  readonly ports?: readonly number[];
  readonly names?: readonly string[];
  /** A reader that every request comes to first. */
  readonly asked?: Reader;
}

const overTCP: readonly Scheme[] = ['http', 'https', 'grpc', 'grpcs', 'tcp', 'tls'];
const overOthers: readonly Scheme[] = ['udp', 'sctp'];

/** A request followed in one of the clusters. */
interface Followed {
  readonly cluster: Cluster;
  readonly all: AllTraces;
  readonly arrivals: readonly Arrival[];
}

/**
 * Parts the requests of an origin into cells: by the connection that they need, and then by what components that read
 * them ask. Of each cell one request is followed through every cluster.
 */
export function partitionOf(
  clusters: readonly Cluster[],
  origin: Origin,
  { addresses = 'all', ports = [], names = [], asked }: PartitionOptions = {},
): Partition {
  const connections = connectionsInto(clusters, origin, { ports, names, addresses });
  const views = clusters.map((cluster) => ({ cluster, arrivalsIn: readersOf(cluster) }));
  const cells = new Map<string, Cell>();
  /** By connection: whether what is sent over it matters, or all schemes of TCP fare alike. */
  const opens = new Map<string, boolean>();
  const isFree = isAnybody(origin);
  let isExact = true;

  const follow = (request: Request): readonly Followed[] =>
    views.map(({ cluster, arrivalsIn }) => {
      const all = traceAll(cluster, request, { tellApart: byService });
      const first = asked === undefined ? [] : arrivalAsSent(asked, all);
      return { cluster, all, arrivals: [...first, ...arrivalsIn(all)] };
    });
  const wordingsOf = (followed: readonly Followed[], other: Request | undefined): readonly string[] => {
    if (followed.length === 1) return [];
    const others = other === undefined ? [] : follow(other);
    return followed.map(({ all }, index) => {
      const longer = others[index];
      return longer === undefined ? wordingOf(all) : `${wordingOf(all)}\n${wordingOf(longer.all)}`;
    });
  };
  const cellFrom = (
    ways: readonly Way[],
    request: Request,
    followed: readonly Followed[],
    other: Request | undefined,
  ): Cell => ({
    ways,
    readings: followed.map(({ arrivals }) => arrivals.map(readingOf)),
    request,
    fates: followed.map(({ all }) => fateOf(all)),
    rules: followed.map(({ all }) => decidingRule(all)),
    wordings: wordingsOf(followed, other),
  });
  const isOpen = (connection: ConnectionKey, request: Request): boolean => {
    const key = connectionText(connection);
    const known = opens.get(key);
    if (known !== undefined) return known;
    const tried = withScheme(request, 'tcp');
    const found = clusters.some((cluster) =>
      traceAll(cluster, tried).branches.some(({ trace }) => trace.outcome.kind === 'connected'),
    );
    opens.set(key, found);
    return found;
  };
  /** The kinds of ways, by what leads to readers in the same manner; each with the ways of its kind. */
  const kinds = new Map<string, Way[]>();
  /** The kind of each way. */
  const kindOf = new Map<string, string>();
  const numbers = new Map<Reader, number>();
  const numberOf = (reader: Reader): number => {
    const number = numbers.get(reader) ?? numbers.size;
    numbers.set(reader, number);
    return number;
  };

  const explore = (way: Way): void => {
    const text = wayText(way.connection.key, way.schemes);
    const request = withScheme(way.connection.request, way.schemes[0] ?? 'tcp');
    const shown = follow(neutral(request));
    const isRead = shown.some(({ arrivals }) => arrivals.length > 0);
    const manners = shown.map(({ cluster, all, arrivals }) => mannerOf(cluster, all, arrivals, numberOf));
    const kind = isRead ? manners.join('\n') : text;
    kindOf.set(text, kind);
    const alike = kinds.get(kind);
    if (alike !== undefined) {
      alike.push(way);
      return;
    }
    const ways = [way];
    kinds.set(kind, ways);
    const known = new Set(way.connection.names);
    if (!isRead) {
      const key = cellKey(
        kind,
        shown.map(() => []),
      );
      cells.set(key, cellFrom(ways, request, shown, undefined));
      return;
    }
    const waiting: (Proposal & { readonly consumed: ReadonlySet<Reader> })[] = [
      { request, consumed: new Set() },
    ];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { consumed } = next;
      const followed = follow(next.request);
      const readings = followed.map(({ arrivals }) => arrivals.map(readingOf));
      const key = cellKey(kind, readings);
      if (cells.has(key)) continue;
      cells.set(key, cellFrom(ways, next.request, followed, next.other));
      const fresh = followed
        .flatMap(({ arrivals }) => arrivals)
        .filter(({ reader }) => !consumed.has(reader));
      if (fresh.length === 0) continue;
      const now = new Set([...consumed, ...fresh.map(({ reader }) => reader)]);
      const proposals = proposalsFor(next.request, fresh, { names: known, isFree });
      for (const proposed of proposals.requests) waiting.push({ ...proposed, consumed: now });
      isExact &&= proposals.isExact();
    }
  };

  for (const connection of connections.all) {
    if (isOpen(connection.key, connection.request)) {
      for (const scheme of overTCP) explore({ connection, schemes: [scheme] });
    } else {
      explore({ connection, schemes: overTCP });
    }
    for (const scheme of overOthers) explore({ connection, schemes: [scheme] });
  }

  return {
    cells: [...cells.values()],
    isExact,
    cellOf(request) {
      const connection = connections.keyOf(request);
      const isTCP = overTCP.includes(request.scheme);
      const isClosed = isTCP && !isOpen(connection, request);
      const kind = kindOf.get(wayText(connection, isClosed ? overTCP : [request.scheme]));
      if (kind === undefined) return undefined;
      const followed = follow(isClosed ? withScheme(request, 'http') : request);
      return cells.get(
        cellKey(
          kind,
          followed.map(({ arrivals }) => arrivals.map(readingOf)),
        ),
      );
    },
  };
}

function cellKey(kind: string, readings: Cell['readings']): string {
  return [kind, ...readings.map((each) => each.map(keyOfReading).join('\n'))].join('\n\n');
}

function connectionText({ to, port, client }: ConnectionKey): string {
  return `${to} ${port} ${client}`;
}

function wayText(connection: ConnectionKey, schemes: readonly Scheme[]): string {
  return `${connectionText(connection)} ${schemes.join()}`;
}

function arrivalAsSent(reader: Reader, { branches }: AllTraces): readonly Arrival[] {
  const packet = branches[0]?.trace.hops[0]?.packet;
  return packet === undefined ? [] : [{ reader, packet }];
}
