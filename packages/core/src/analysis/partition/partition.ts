import type { Cluster } from '../../cluster/cluster.js';
import type { AllTraces } from '../../pipeline/trace-all.js';
import { traceAll } from '../../pipeline/trace-all.js';
import { isAnybody } from './anybody.js';
import type { Origin } from '../../request/origin.js';
import { readRequest } from '../../request/read-request.js';
import type { Request, Scheme } from '../../request/request.js';
import type { Rule } from '../../trace/rule.js';
import type { Fate } from '../fate/fate.js';
import { fateOf, wordingOf } from '../fate/fate-of.js';
import { decidingRule } from '../fate/deciding-rule.js';
import { type AddressScope, type Connection, type ConnectionKey, connectionsInto } from './connections.js';
import { proposalsFor } from './proposals.js';
import { type Arrival, type Reader, readersOf } from './reader.js';
import { keyOfReading, type Reading, readingOf } from './reading.js';

/** Requests that no component tells apart. */
export interface Cell {
  readonly connection: Connection;
  /** By which schemes they are sent. */
  readonly schemes: readonly Scheme[];
  /** What the readers on the way make of them, by cluster. */
  readonly readings: readonly (readonly Reading[])[];
  /** One of them. */
  readonly request: Request;
  /** What becomes of them, by cluster. */
  readonly fates: readonly Fate[];
  /** By which rule, by cluster. */
  readonly rules: readonly (Rule | undefined)[];
  /** What pods and the client get of that request, by cluster. */
  readonly wordings: readonly string[];
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
const others: readonly Scheme[] = ['udp', 'sctp'];

/** A request followed in each cluster. */
interface Followed {
  readonly request: Request;
  readonly traces: readonly AllTraces[];
  readonly arrivals: readonly (readonly Arrival[])[];
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
  const readers = clusters.map(readersOf);
  const cells = new Map<string, Cell>();
  /** By connection: whether what is sent over it matters, or all schemes of TCP fare alike. */
  const opens = new Map<string, boolean>();
  const isFree = isAnybody(origin);
  let isExact = true;

  const follow = (request: Request): Followed => {
    const traces = clusters.map((cluster) => traceAll(cluster, request, { tellApart: byService }));
    const arrivals = traces.map((all, index) => [
      ...(asked === undefined ? [] : arrivalAsSent(asked, all)),
      ...(readers[index]?.(all) ?? []),
    ]);
    return { request, traces, arrivals };
  };
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
  const cellKey = (connection: ConnectionKey, scheme: string, readings: Cell['readings']): string =>
    [connectionText(connection), scheme, ...readings.map((each) => each.map(keyOfReading).join('\n'))].join(
      '\n\n',
    );

  const explore = (connection: Connection, schemes: readonly Scheme[], name: string): void => {
    const known = new Set(connection.names);
    const [scheme = 'tcp'] = schemes;
    const waiting: { readonly request: Request; readonly consumed: ReadonlySet<Reader> }[] = [
      { request: withScheme(connection.request, scheme), consumed: new Set() },
    ];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { consumed } = next;
      const followed = follow(next.request);
      const { request, traces, arrivals } = followed;
      const readings = arrivals.map((each) => each.map(readingOf));
      const key = cellKey(connection.key, name, readings);
      if (cells.has(key)) continue;
      const fates = traces.map(fateOf);
      const rules = traces.map(decidingRule);
      const wordings = traces.map(wordingOf);
      cells.set(key, { connection, schemes, readings, request, fates, rules, wordings });
      const fresh = arrivals.flat().filter(({ reader }) => !consumed.has(reader));
      if (fresh.length === 0) continue;
      const now = new Set([...consumed, ...fresh.map(({ reader }) => reader)]);
      const proposals = proposalsFor(request, fresh, { names: known, isFree });
      for (const proposed of proposals.requests) waiting.push({ request: proposed, consumed: now });
      isExact &&= proposals.isExact();
    }
  };

  for (const connection of connections.all) {
    if (isOpen(connection.key, connection.request)) {
      for (const scheme of overTCP) explore(connection, [scheme], scheme);
    } else {
      explore(connection, overTCP, 'TCP');
    }
    for (const scheme of others) explore(connection, [scheme], scheme);
  }

  return {
    cells: [...cells.values()],
    isExact,
    cellOf(request) {
      const connection = connections.keyOf(request);
      const isTCP = overTCP.includes(request.scheme);
      const scheme = isTCP && !isOpen(connection, request) ? 'TCP' : request.scheme;
      const { arrivals } = follow(scheme === 'TCP' ? withScheme(request, 'http') : request);
      return cells.get(
        cellKey(
          connection,
          scheme,
          arrivals.map((each) => each.map(readingOf)),
        ),
      );
    },
  };
}

function connectionText({ to, port, client }: ConnectionKey): string {
  return `${to} ${port} ${client}`;
}

/** The same connection with what a client of another scheme sends by itself. */
function withScheme(request: Request, scheme: Scheme): Request {
  const { from, host, port, address, hostHeader } = request;
  if (request.scheme === scheme) return request;
  const authority = host.includes(':') ? `[${host}]` : host;
  const plain = readRequest({ from, url: `${scheme}://${authority}:${port}/` }, from);
  return {
    ...plain,
    ...(address === undefined ? {} : { address }),
    hostHeader: request.scheme === 'tcp' ? plain.hostHeader : hostHeader,
  };
}

/** Ways by other Services are other ways, though they may lead to the same pod. */
function byService(hops: readonly AllTraces['branches'][number]['trace']['hops'][number][]): string {
  let text = '';
  for (const hop of hops) {
    if (hop.stage === 'service') text += `${hop.service.namespace ?? ''}/${hop.service.name} `;
    else if (hop.stage === 'ingress')
      text += `${hop.backend?.service.namespace ?? ''}/${hop.backend?.service.name ?? ''} `;
  }
  return text;
}

function arrivalAsSent(reader: Reader, { branches }: AllTraces): readonly Arrival[] {
  const packet = branches[0]?.trace.hops[0]?.packet;
  return packet === undefined ? [] : [{ reader, packet }];
}
