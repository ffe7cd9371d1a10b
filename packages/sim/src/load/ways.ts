import type { Candidate, Chooser, Cluster, Hop, Request, Trace } from '@kubehop/core';
import type { Memory } from '@kubehop/core/components';
import { flightAt, openTrace, type Views } from '@kubehop/core/engine';
import { isWorthRetrying, usualTimeout, type ClientOptions } from '../request/client.js';
import { drawnIndex } from '../request/drawn-index.js';
import type { Latency } from '../request/latency.js';
import type { Standing } from '../request/standing.js';
import { resolverPatience } from '../request/resolver-patience.js';
import { upstreamFailure, upstreamPolicy } from '../request/upstream-policy.js';
import { drawn, type Delay } from '../time/delay.js';
import { Chances } from './chances.js';
import { DecisionTree } from './decision-tree.js';
import { fateOf, type Fate } from './fate.js';
import type { Kept } from './slot.js';

/** What the ways of requests depend on. */
export interface WaysWorld {
  readonly latency: Latency;
  /** How often something has changed that decides about requests. */
  epoch(): number;
  views(): Views;
  memory(): Memory;
  /** How long the application at the end of a trace takes for its answer. */
  answerDelay(trace: Trace): Delay;
  /** Whether something keeps the packets of a connection that stands from its end. */
  isCutOff(standing: Standing): boolean;
}

/** Where a way of requests ends, as long as nothing changes. */
export interface Way {
  readonly fate: Fate;
  readonly trace: Trace;
  /** The cluster as the API server had it. */
  readonly truth: Cluster;
  /** How many choices there were. */
  readonly choices: number;
  /** Whether its end is known at once: no waiting for nobody, no second try. */
  readonly isPlain: boolean;
  /** What it takes, one after the other. */
  readonly delays: readonly Delay[];
  /** Milliseconds after which its client, or a proxy on the way, waits no longer. */
  readonly patience: number;
}

/** The ways that the requests of a load take. What was decided since the last change is not decided again. */
export class Ways {
  readonly #world: WaysWorld;
  readonly #request: Request;
  readonly #client: ClientOptions;
  readonly #choices: Chances;
  readonly #times: Chances;
  readonly #hasLatency: boolean;
  readonly #trees = new Map<Kept | undefined, DecisionTree<Way>>();
  #epoch = -1;
  #isRemembered: boolean;

  constructor(world: WaysWorld, request: Request, client: ClientOptions, seed: number) {
    this.#world = world;
    this.#request = request;
    this.#client = client;
    this.#choices = new Chances(seed);
    this.#times = new Chances(seed);
    this.#hasLatency = Object.keys(world.latency).length > 0;
    // Datagrams from one port follow one another.
    this.#isRemembered = request.scheme === 'udp' && request.sourcePort !== undefined;
  }

  /** Whether components remember clients: then the way of a request depends on those before it. */
  get isRemembered(): boolean {
    return this.#isRemembered;
  }

  /** Whether all of a way is gone at one moment. */
  get isInstant(): boolean {
    return !this.#hasLatency;
  }

  /** The way of a request, if another one has gone it since the last change. */
  known(request: number, over: Kept | undefined): Way | undefined {
    this.#choices.begin(request, 'ways');
    return this.#treeOf(over).follow(this.#draw);
  }

  /** The way of a request at this moment. */
  explored(request: number, over: Kept | undefined): Way {
    this.#choices.begin(request, 'ways');
    return this.#treeOf(over).explore(this.#draw);
  }

  /** How long a request takes by a way. */
  timeOf({ delays }: Way, request: number): number {
    if (delays.length === 0) return 0;
    const random = this.#times.begin(request, 'times');
    return delays.reduce((sum: number, delay) => sum + drawn(random, delay), 0);
  }

  readonly #draw = (candidates: readonly Candidate[]): number => drawnIndex(candidates, this.#choices);

  #treeOf(over: Kept | undefined): DecisionTree<Way> {
    const epoch = this.#world.epoch();
    if (epoch !== this.#epoch) {
      this.#trees.clear();
      this.#epoch = epoch;
    }
    let tree = this.#trees.get(over);
    if (tree === undefined) {
      tree = new DecisionTree((choose) => this.#follow(choose, over?.standing));
      this.#trees.set(over, tree);
    }
    return tree;
  }

  /** Follows one request to its end, as if no time passed. */
  #follow(choose: Chooser, over: Standing | undefined): Way {
    const views = this.#world.views();
    const before = this.#world.memory();
    let choices = 0;
    const flight = over === undefined ? undefined : flightAt(this.#request, over.end, 'next-request');
    const counting: Chooser = (choice) => {
      choices++;
      return choose(choice);
    };
    const open = openTrace(this.#request, counting, flight, over);
    const passed: Hop[] = [];
    for (let memory = before; ;) {
      const step = open.advance(views, memory);
      memory = step.memory;
      passed.push(...step.hops);
      if (step.trace === undefined) continue;
      if (memory.affinity !== before.affinity) this.#isRemembered = true;
      return { ...this.#wayOf(step.trace, passed, over, views), choices };
    }
  }

  #wayOf(
    trace: Trace,
    passed: readonly Hop[],
    over: Standing | undefined,
    views: Views,
  ): Omit<Way, 'choices'> {
    const { outcome } = trace;
    const isAnswered = outcome.kind === 'response' && outcome.from === 'application';
    const answerDelay = isAnswered ? this.#world.answerDelay(trace) : 0;
    const latencies = passed.flatMap(({ stage }) => this.#world.latency[stage] ?? []);
    const truth = views.of({ kind: 'network' });
    return {
      fate: fateOf(trace, truth),
      trace,
      truth,
      isPlain:
        !this.#isRemembered &&
        outcome.kind !== 'timeout' &&
        resolverPatience(trace) === undefined &&
        upstreamFailure(trace) === undefined &&
        (this.#client.retries === undefined || !isWorthRetrying(outcome)) &&
        (over === undefined || !this.#world.isCutOff(over)),
      delays: [...latencies, answerDelay].filter((delay) => delay !== 0),
      patience: this.#patienceFor(trace, views),
    };
  }

  #patienceFor({ hops }: Trace, views: Views): number {
    const { timeout = usualTimeout } = this.#client;
    let patience = timeout ?? Infinity;
    for (const hop of hops) {
      if (hop.action !== 'terminated') continue;
      const view =
        hop.stage === 'load-balancer'
          ? views.of({ kind: 'load-balancer', id: hop.loadBalancer })
          : views.of({ kind: 'network' });
      patience = Math.min(patience, upstreamPolicy(view, hop, this.#request.method).readTimeout);
    }
    return patience;
  }
}
