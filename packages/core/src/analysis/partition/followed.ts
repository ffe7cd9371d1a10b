import type { Cluster } from '../../cluster/cluster.js';
import { type AllTraces, traceAll } from '../../pipeline/trace-all.js';
import type { Request } from '../../request/request.js';
import { type Arrival, type Reader, readersOf } from './reader.js';
import { byService } from './told-apart.js';

/** A request followed in one of several clusters. */
export interface Followed {
  readonly cluster: Cluster;
  readonly all: AllTraces;
  /** The readers on its ways, and the packet as it came to each. */
  readonly arrivals: readonly Arrival[];
}

/** Follows a request through each of several clusters. */
export type Follow = (request: Request) => readonly Followed[];

/** @param asked a reader that every request comes to first */
export function followerIn(clusters: readonly Cluster[], asked: Reader | undefined): Follow {
  const views = clusters.map((cluster) => ({ cluster, arrivalsIn: readersOf(cluster) }));
  return (request) =>
    views.map(({ cluster, arrivalsIn }) => {
      const all = traceAll(cluster, request, { tellApart: byService });
      const first = asked === undefined ? [] : arrivalAsSent(asked, all);
      return { cluster, all, arrivals: [...first, ...arrivalsIn(all)] };
    });
}

function arrivalAsSent(reader: Reader, { branches }: AllTraces): readonly Arrival[] {
  const packet = branches[0]?.trace.hops[0]?.packet;
  return packet === undefined ? [] : [{ reader, packet }];
}
