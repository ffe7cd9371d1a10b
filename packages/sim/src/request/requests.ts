import type { Cluster, Origin, Request } from '@kubehop/core';
import { afterSync, emptyMemory, type Memory } from '@kubehop/core/components';
import type { Views } from '@kubehop/core/engine';
import type { Obstacles } from '../fault/obstacles.js';
import type { Nodes } from '../kubelet/nodes.js';
import type { VirtualClock } from '../time/clock.js';
import { SeededRandom, type Random } from '../time/random.js';
import type { Beliefs } from '../view/beliefs.js';
import type { ClientOptions } from './client.js';
import { courseOf } from './course.js';
import { Connection, type ConnectionHost } from './connection.js';
import { Exchange, type Answer, type Beginning } from './exchange.js';
import type { ExchangeWorld } from './exchange-world.js';
import type { Latency } from './latency.js';
import { lookUp, type Lookup } from './lookup.js';
import { NameCache } from './name-cache.js';
import type { Surroundings } from './over-standing.js';
import { SynAgain } from './syn-again.js';

/** What requests meet. */
export interface Met {
  readonly clock: VirtualClock;
  readonly nodes: Nodes;
  readonly beliefs: Beliefs;
  readonly obstacles: Obstacles;
  cluster(): Cluster;
}

/** Requests draw from another source than the cluster: to ask changes nothing in what happens. */
export const seedOfRequests = 0x5eed_0001;

/** The requests of a simulation: what they draw, and what components remember of them. */
export class Requests {
  readonly #met: Met;
  readonly #latency: Latency;
  readonly #random: Random;
  /** What connections that stand depend on. */
  readonly around: Surroundings;
  readonly #synAgain = new SynAgain();
  readonly #names = new NameCache();
  #memory: Memory = emptyMemory;

  constructor(met: Met, seed: number, latency: Latency) {
    this.#met = met;
    this.#latency = latency;
    this.#random = new SeededRandom(seed ^ seedOfRequests);
    this.around = {
      obstacles: met.obstacles,
      cluster: () => met.cluster(),
      incarnation: (pod) => met.nodes.holder(pod),
    };
  }

  /** What the components remember of clients. */
  get memory(): Memory {
    return this.#memory;
  }

  /** A service proxy has brought its rules up to date: what it tracks may be stale. */
  synced(before: Cluster, after: Cluster, node: string): void {
    this.#memory = afterSync(this.#memory, before, after, node);
  }

  /** Sends a request; `done` gets the answer at its moment. */
  begin(request: Request, client: ClientOptions, done: (answer: Answer) => void): void {
    this.beginIn(this.worldOf(request.from, this.#random), request, client, done);
  }

  /** Sends a request in a world of its own; `beginning` is how far it has come already. */
  beginIn(
    world: ExchangeWorld,
    request: Request,
    client: ClientOptions,
    done: (answer: Answer) => void,
    beginning: Beginning = {},
  ): void {
    const asked = this.#names.asked(request, client, this.#met.clock.now);
    const exchange = new Exchange(world, asked, client, this.#learning(client, done), beginning);
    if (beginning.silent === undefined) exchange.run();
    else exchange.resume();
  }

  /** Looks the name of a request up, as its client does. */
  lookup(request: Request): Lookup {
    return lookUp(this.worldOf(request.from, this.#random), request);
  }

  /** The connection that stands after a request. */
  connectionOf(opened: Answer, client: ClientOptions, host: ConnectionHost): Connection {
    return new Connection(
      this.worldOf(opened.trace.request.from, this.#random),
      this.around,
      opened,
      client,
      host,
    );
  }

  #learning(client: ClientOptions, done: (answer: Answer) => void): (answer: Answer) => void {
    if (client.nameCache === undefined) return done;
    return (answer) => {
      this.#names.learn(client, answer.trace, answer.sentAt);
      done(answer);
    };
  }

  /** What requests from a place meet, where this decides what is left to chance. */
  worldOf(from: Origin, random: Random): ExchangeWorld {
    const { clock, beliefs } = this.#met;
    let epoch = -1;
    let views: Views;
    return {
      clock,
      random,
      latency: this.#latency,
      views: () => {
        if (epoch !== beliefs.epoch) {
          views = beliefs.of(from);
          ({ epoch } = beliefs);
        }
        return views;
      },
      epoch: () => beliefs.epoch,
      synAgain: this.#synAgain,
      memory: () => this.#memory,
      remember: (memory) => {
        this.#memory = memory;
      },
      course: (trace) => courseOf(trace, this.#met),
    };
  }
}
