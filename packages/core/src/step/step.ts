import type { Cluster } from '../cluster/cluster.js';
import type { Packet } from '../request/packet.js';
import type { Request } from '../request/request.js';
import type { Assumption } from '../problem/assumption.js';
import type { Choice } from '../trace/choice.js';
import type { Hop, IngressHop } from '../trace/hop.js';
import type { Outcome } from '../trace/outcome.js';
import type { Memory } from './memory.js';
import type { Position } from './position.js';

/** The components that decide, each on the cluster as it believes it to be. */
export type ComponentReference =
  | { readonly kind: 'resolver' }
  | { readonly kind: 'dns-server' }
  | { readonly kind: 'load-balancer'; readonly id: string }
  | { readonly kind: 'node'; readonly node: string }
  | { readonly kind: 'kube-proxy'; readonly node: string }
  | { readonly kind: 'ingress-controller'; readonly namespace: string; readonly pod: string }
  | { readonly kind: 'network' };

/** What each component believes. In core every view is the same cluster; in sim each may be an older one. */
export interface Views {
  of(component: ComponentReference): Cluster;
}

/** What a proxy does in place of passing on some of the answers to what it sent on. */
export interface Interception {
  /** The hop by which it sent the request on. */
  readonly proxy: IngressHop;
  /** What follows an answer with this status; undefined where the client gets the answer. */
  readonly insteadOf: (status: number) => Step | undefined;
  /** That of a proxy in front of it. */
  readonly outer: Interception | undefined;
}

/** A packet on its way: where it is, what it is, and what the client asked for. */
export interface Flight {
  readonly request: Request;
  readonly at: Position;
  /** Where packets of whoever sends now enter: the client's at first, then those of a proxy that ended the connection. */
  readonly departure: Position;
  /** The pod that ended the client's connection and sends now; absent as long as the client itself sends. */
  readonly proxy?: { readonly namespace: string; readonly name: string };
  /** What the proxy that sends now does with answers; absent where it passes on every one. */
  readonly interception?: Interception;
  /** The first packet of the connection. Before the name is resolved, its destination is the name. */
  readonly packet: Packet;
}

/** A candidate of a choice with its share (the shares of one choice sum to 1). @public */
export interface Candidate {
  readonly probability: number;
}

/**
 * What one component makes of a packet: the end, the next position, or a choice.
 *
 * `take(index, choice)` gives the step that follows a candidate; `choice` is the record for its hop.
 */
export type Step =
  | {
      readonly kind: 'done';
      readonly hops: readonly Hop[];
      readonly outcome: Outcome;
      readonly assumptions: readonly Assumption[];
    }
  | {
      readonly kind: 'next';
      readonly hops: readonly Hop[];
      readonly flight: Flight;
      readonly memory: Memory;
      readonly assumptions: readonly Assumption[];
    }
  | {
      readonly kind: 'choose';
      readonly of: Choice['of'];
      readonly by: Choice['by'];
      readonly candidates: readonly Candidate[];
      readonly take: (index: number, choice: Choice) => Step;
    };

/** A component as the pipeline calls it. */
export type Component = (views: Views, memory: Memory, flight: Flight) => Step;
