import type { Cluster } from '../cluster/cluster.js';
import type { Request } from '../request/request.js';
import { emptyMemory } from '../step/memory.js';
import type { Outcome } from '../trace/outcome.js';
import { eachEnd } from './each-end.js';
import { start } from './start.js';
import { sameViews, walkOn } from './walk.js';

/** Where a client that resolved a name goes, and with which share. */
export type Destination =
  | { readonly kind: 'address'; readonly address: string; readonly probability: number }
  /** It goes nowhere. */
  | { readonly kind: 'end'; readonly outcome: Outcome; readonly probability: number };

/** The addresses that a request may be sent to: that which it names, or those that its name is resolved to. */
export function destinationsOf(cluster: Cluster, request: Request): readonly Destination[] {
  const views = sameViews(cluster);
  const found = new Map<string, Destination>();
  const add = (destination: Destination): void => {
    const key =
      destination.kind === 'address'
        ? destination.address
        : JSON.stringify([destination.outcome.kind, destination.outcome.cause.code]);
    const known = found.get(key);
    const probability = (known?.probability ?? 0) + destination.probability;
    found.set(key, { ...destination, probability });
  };
  eachEnd(
    start(views, emptyMemory, request),
    ({ flight, memory }, hops, probability) => {
      if (flight.at.kind === 'client') return walkOn(views, memory, flight, hops);
      add({ kind: 'address', address: flight.packet.destination.address, probability });
      return undefined;
    },
    ({ outcome }, probability) => add({ kind: 'end', outcome, probability }),
  );
  return [...found.values()];
}
