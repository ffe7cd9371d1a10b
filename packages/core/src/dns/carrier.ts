import type { Memory } from '../step/memory.js';
import type { Flight, Views } from '../step/step.js';
import type { Outcome } from '../trace/outcome.js';

/** Where a share of the queries to one name server ends. */
export interface DnsArrival {
  /** The shares of all arrivals of a query sum to 1. */
  readonly probability: number;
  /** `delivered` at a pod, `left` to a server outside of the model; everything else is how the query is lost. */
  readonly outcome: Outcome;
}

/**
 * Carries a UDP query from the client to a name server; the pipeline does it with its other components.
 *
 * `query` stands at the client's departure with the name server's address as its destination. Arrivals come one for
 * each place and cause.
 */
export type DnsCarrier = (views: Views, memory: Memory, query: Flight) => readonly DnsArrival[];
