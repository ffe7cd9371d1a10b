import type { Cluster } from '../cluster/cluster.js';
import type { Request } from '../request/request.js';
import { emptyMemory } from '../step/memory.js';
import type { Step } from '../step/step.js';
import type { Outcome } from '../trace/outcome.js';
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
  const follow = (step: Step, hops: number, probability: number): void => {
    switch (step.kind) {
      case 'done':
        return add({ kind: 'end', outcome: step.outcome, probability });
      case 'next': {
        const { flight, memory } = step;
        return flight.at.kind === 'client'
          ? follow(walkOn(views, memory, flight, hops + 1), hops + 1, probability)
          : add({ kind: 'address', address: flight.packet.destination.address, probability });
      }
      case 'choose': {
        const { of, by, candidates } = step;
        for (const [index, candidate] of candidates.entries()) {
          const choice = { of, by, among: candidates.length, index, probability: candidate.probability };
          follow(step.take(index, choice), hops, probability * candidate.probability);
        }
        return undefined;
      }
      default:
        return step satisfies never;
    }
  };
  follow(start(views, emptyMemory, request), 0, 1);
  return [...found.values()];
}
