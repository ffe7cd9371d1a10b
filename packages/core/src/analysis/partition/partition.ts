import type { Cluster } from '../../cluster/cluster.js';
import { hostOfHeader } from '../../address/host-port.js';
import { traceAll } from '../../pipeline/trace-all.js';
import type { Origin } from '../../request/origin.js';
import type { Request, Scheme } from '../../request/request.js';
import { isAnybody } from './anybody.js';
import type { Cell } from './cell.js';
import { type AddressScope, type ConnectionKey, connectionsInto } from './connections.js';
import { Exploration } from './exploration.js';
import type { Reader } from './reader.js';
import { withScheme } from './with-scheme.js';

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

/**
 * Parts the requests of an origin into cells: by the connection that they need, and then by what components that read
 * them ask. Of each cell one request is followed through every cluster, or one that fares like it. Names that lead
 * somewhere in one of several clusters alone are asked for with their own Host only: by address every Host is looked at.
 */
export function partitionOf(
  clusters: readonly Cluster[],
  origin: Origin,
  { addresses = 'all', ports = [], names = [], asked }: PartitionOptions = {},
): Partition {
  const connections = connectionsInto(clusters, origin, { ports, names, addresses });
  const isOpen = openConnections(clusters);
  const exploration = new Exploration(clusters, asked, isAnybody(origin));
  /** The kind of each way, by connection and scheme. */
  const kinds = new Map<string, string>();
  for (const connection of connections.all) {
    const ofTCP = isOpen(connection.key, connection.request) ? overTCP.map((scheme) => [scheme]) : [overTCP];
    for (const schemes of [...ofTCP, ...overOthers.map((scheme) => [scheme])]) {
      const name = nameOf(connection.key, schemes);
      kinds.set(name, exploration.explore({ connection, schemes }, name));
    }
  }
  return {
    cells: [...exploration.cells.values()],
    isExact: exploration.isExact,
    cellOf(request) {
      const { key: connection, isApart } = connections.of(request);
      if (isApart && !hasOwnHost(request)) return undefined;
      const isClosed = overTCP.includes(request.scheme) && !isOpen(connection, request);
      const kind = kinds.get(nameOf(connection, isClosed ? overTCP : [request.scheme]));
      if (kind === undefined) return undefined;
      return exploration.cellOf(kind, isClosed ? withScheme(request, 'http') : request);
    },
  };
}

/** Whether the Host of a request is the name by which it is sent. */
function hasOwnHost({ host, hostHeader }: Request): boolean {
  return hostHeader === null || hostOfHeader(hostHeader) === host.toLowerCase().replace(/\.$/, '');
}

function nameOf({ to, port, client }: ConnectionKey, schemes: readonly Scheme[]): string {
  return `${to} ${port} ${client} ${schemes.join()}`;
}

/**
 * Tells of connections whether anything over TCP gets further than to be made: where none stands, all that would be sent
 * over it fares alike.
 */
function openConnections(clusters: readonly Cluster[]): (key: ConnectionKey, request: Request) => boolean {
  const known = new Map<string, boolean>();
  return (key, request) => {
    const name = nameOf(key, []);
    let isOpen = known.get(name);
    if (isOpen === undefined) {
      const tried = withScheme(request, 'tcp');
      isOpen = clusters.some((cluster) =>
        traceAll(cluster, tried).branches.some(({ trace }) => trace.outcome.kind === 'connected'),
      );
      known.set(name, isOpen);
    }
    return isOpen;
  };
}
