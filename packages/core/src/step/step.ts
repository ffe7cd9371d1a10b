import type { Cluster } from '../cluster/cluster.js';
import type { ObjectKey } from '../object/object.js';
import type { Pod } from '../object/pod.js';
import type { Packet } from '../request/packet.js';
import type { Request } from '../request/request.js';
import type { Assumption } from '../problem/assumption.js';
import type { Choice } from '../trace/choice.js';
import type { Hop, IngressHop, LoadBalancerTarget } from '../trace/hop.js';
import type { Outcome } from '../trace/outcome.js';
import type { Place } from '../trace/place.js';
import type { Memory } from './memory.js';
import type { Position } from './position.js';

/** A component that decides, on the cluster as it believes it to be. @public */
export type ComponentReference =
  | { readonly kind: 'resolver' }
  /** A DNS server, by its pod where queries are told apart by that; `name` is what it is asked for. */
  | { readonly kind: 'dns-server'; readonly pod?: ObjectKey; readonly name?: string }
  | { readonly kind: 'load-balancer'; readonly id: string }
  | { readonly kind: 'node'; readonly node: string }
  | { readonly kind: 'kube-proxy'; readonly node: string }
  | { readonly kind: 'ingress-controller'; readonly namespace: string; readonly pod: string }
  | { readonly kind: 'network' };

/** What each component believes. In core every view is the same cluster; in a simulation each may be an older one. @public */
export interface Views {
  /** What a component believes. */
  of(component: ComponentReference): Cluster;
  /** What really happens in the places that a packet comes to; absent: everything works, as the objects say. */
  readonly reality?: Reality;
}

/** What happens at this moment, whatever anybody believes. @public */
export interface Reality {
  /** What keeps a packet from the position that it is at; undefined: nothing does. */
  obstacle(packet: Underway): Outcome | undefined;
  /** What the process at a port of a pod does with what comes to it; undefined: what the objects and the platform say. */
  process(pod: Pod, port: number): Process | undefined;
  /** What the health checks of a balancer make of one of its targets; undefined: what its own view says. */
  health(balancer: string, target: LoadBalancerTarget): TargetHealth | undefined;
}

/** Where a packet is, and what it left last by the wire. @public */
export interface Underway {
  readonly at: Position;
  /** The node or load balancer that sent it on last; absent before the first one. */
  readonly left?: Place;
}

/** What the processes of a pod do. @public */
export type Process =
  /** No process is there: the kernel refuses. */
  | { readonly kind: 'stopped' }
  /** It takes connections and never answers. */
  | { readonly kind: 'hangs' }
  /** It takes nothing any more, or not yet: the kernel refuses. */
  | { readonly kind: 'not-listening' }
  /** It answers HTTP requests with one of these. */
  | { readonly kind: 'answers'; readonly answers: readonly ProcessAnswer[] }
  /** What the objects and the platform say. */
  | { readonly kind: 'usual' };

/** An HTTP status that a process answers with; the shares of all its answers sum to 1. @public */
export interface ProcessAnswer {
  readonly status: number;
  readonly probability: number;
}

/** What a health check says of a target. @public */
export interface TargetHealth {
  readonly healthy: boolean;
  readonly reason: string;
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

/** A packet on its way: where it is, what it is, and what the client asked for. @public */
export interface Flight extends Underway {
  readonly request: Request;
  /** Where packets of whoever sends now enter: the client's at first, then those of a proxy that ended the connection. */
  readonly departure: Position;
  /** The pod that ended the client's connection and sends now; absent as long as the client itself sends. */
  readonly proxy?: { readonly namespace: string; readonly name: string };
  /**
   * What the proxy that sends now does with answers; absent where it passes on every one.
   *
   * @internal
   */
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
