import type { Cluster, Origin, Request } from '@kubehop/core';
import { afterSync, emptyMemory, type Memory } from '@kubehop/core/components';
import type { Views } from '@kubehop/core/engine';
import type { Obstacles } from '../fault/obstacles.js';
import type { Nodes } from '../kubelet/nodes.js';
import type { LoadOptions } from '../load/load.js';
import { LoadRun, type LoadWorld } from '../load/load-run.js';
import type { VirtualClock } from '../time/clock.js';
import { SeededRandom, type Random } from '../time/random.js';
import type { Beliefs } from '../view/beliefs.js';
import type { ClientOptions } from './client.js';
import { courseOf } from './course.js';
import { Connection, type ConnectionHost } from './connection.js';
import { Exchange, type Answer } from './exchange.js';
import type { ExchangeWorld } from './exchange-world.js';
import type { Latency } from './latency.js';
import { lookUp, type Lookup } from './lookup.js';
import { NameCache } from './name-cache.js';
import { sendOver, type Surroundings } from './over-standing.js';
import { obstacleOn } from './standing.js';
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
const seedOfRequests = 0x5eed_0001;

/** The requests of a simulation: what they draw, and what components remember of them. */
export class Requests {
  readonly #met: Met;
  readonly #seed: number;
  readonly #latency: Latency;
  readonly #random: Random;
  readonly #around: Surroundings;
  readonly #synAgain = new SynAgain();
  readonly #names = new NameCache();
  #memory: Memory = emptyMemory;
  #loads = 0;

  constructor(met: Met, seed: number, latency: Latency) {
    this.#met = met;
    this.#seed = seed;
    this.#latency = latency;
    this.#random = new SeededRandom(seed ^ seedOfRequests);
    this.#around = {
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
    const world = this.#world(request.from, this.#random);
    new Exchange(world, this.#asked(request, client), client, this.#learning(client, done)).run();
  }

  /** Looks the name of a request up, as its client does. */
  lookup(request: Request): Lookup {
    return lookUp(this.#world(request.from, this.#random), request);
  }

  /** The connection that stands after a request. */
  connectionOf(opened: Answer, client: ClientOptions, host: ConnectionHost): Connection {
    return new Connection(
      this.#world(opened.trace.request.from, this.#random),
      this.#around,
      opened,
      client,
      host,
    );
  }

  /** Sends a stream of requests; each is followed by itself where that is asked for. */
  load(request: Request, options: LoadOptions, followsEach: boolean): LoadRun {
    this.#loads++;
    // Each load has chances of its own: another one beside it changes nothing for it.
    const seed = this.#seed ^ seedOfRequests ^ (this.#loads << 8);
    const random = new SeededRandom(seed);
    const { clock } = this.#met;
    const world = { ...this.#world(request.from, random), clock: clock.ofOnlookers };
    const around = this.#around;
    const memoryNow = (): Memory => ({ ...this.#memory, now: clock.now / 1_000 });
    const ofLoad: LoadWorld = {
      ...world,
      clock,
      random,
      seed,
      // Who remembers names asks something else than the one before.
      followsEach: followsEach || (options.nameCache ?? 0) > 0,
      answerDelay: (trace) => courseOf(trace, this.#met)?.answerDelay ?? 0,
      incarnation: (pod) => around.incarnation(pod),
      isCutOff: (standing) =>
        obstacleOn(standing, around.obstacles, around.cluster(), request.from) !== undefined,
      noteSyn: (first) => {
        this.#synAgain.note(first, world.views(), memoryNow());
      },
      synAgain: (first) => {
        let isRepeated = true;
        const trace = this.#synAgain.send(first, world.views(), memoryNow(), world.epoch(), () => {
          isRepeated = false;
          return 0;
        });
        return isRepeated ? trace : undefined;
      },
      exchange: (client, beginning, held, done) => {
        if (held !== undefined) {
          sendOver(world, around, { ...held, request, client, beginning }, done);
          return;
        }
        const asked = this.#asked(request, client);
        const exchange = new Exchange(world, asked, client, this.#learning(client, done), beginning);
        if (beginning.silent === undefined) exchange.run();
        else exchange.resume();
      },
    };
    return new LoadRun(ofLoad, request, options);
  }

  #asked(request: Request, client: ClientOptions): Request {
    return this.#names.asked(request, client, this.#met.clock.now);
  }

  #learning(client: ClientOptions, done: (answer: Answer) => void): (answer: Answer) => void {
    if (client.nameCache === undefined) return done;
    return (answer) => {
      this.#names.learn(client, answer.trace, answer.sentAt);
      done(answer);
    };
  }

  #world(from: Origin, random: Random): ExchangeWorld {
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
