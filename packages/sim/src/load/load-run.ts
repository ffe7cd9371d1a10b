import type { Chooser, Request, Trace } from '@kubehop/core';
import type { Memory } from '@kubehop/core/components';
import { flightAt, openTrace, type Views } from '@kubehop/core/engine';
import TinyQueue from 'tinyqueue';
import { usualTimeout, type ClientOptions } from '../request/client.js';
import type { Answer, Beginning } from '../request/exchange.js';
import { timeOf, type Latency } from '../request/latency.js';
import type { Held } from '../request/over-standing.js';
import { standingOf, type Standing } from '../request/standing.js';
import { upstreamFailure, upstreamPolicy } from '../request/upstream-policy.js';
import type { Cancel, VirtualClock } from '../time/clock.js';
import { drawn, type Delay } from '../time/delay.js';
import type { Random } from '../time/random.js';
import { arrivalTimes, type ArrivalTimes } from './arrival-times.js';
import { DecisionTree, type Choices } from './decision-tree.js';
import { fateOf, type Fate } from './fate.js';
import type { LoadOptions } from './load.js';
import { reportOf, type LoadReport } from './report.js';
import { Statistics } from './statistics.js';

/** What a load needs of the simulation around it. */
export interface LoadWorld {
  readonly clock: VirtualClock;
  /** The chance of this load alone. */
  readonly random: Random;
  readonly latency: Latency;
  /** How often something has changed that decides about requests. */
  epoch(): number;
  views(): Views;
  memory(): Memory;
  /** How long the application at the end of a trace takes for its answer. */
  answerDelay(trace: Trace): Delay;
  /** What tells the processes of a pod from those before and after. */
  incarnation(pod: string): string | undefined;
  /** Follows one request through time. */
  exchange(
    client: ClientOptions,
    beginning: Beginning,
    over: Held | undefined,
    done: (answer: Answer) => void,
  ): void;
}

/** Where a way of requests ends, as long as nothing changes. */
interface Leaf {
  readonly fate: Fate;
  /** Whether nothing on the way takes time of its own: no waiting for nobody, no second try. */
  readonly isPlain: boolean;
  readonly answerDelay: Delay;
  /** Milliseconds after which its client, or a proxy on the way, waits no longer. */
  readonly patience: number;
  /** The connection that stands after it, where connections are kept. */
  readonly kept?: Kept;
}

/** A connection that stands, and what tells it from others by another way. */
interface Kept {
  readonly standing: Standing;
  readonly key: string;
}

/** A client, or a connection that several share, with what it has open. */
interface Slot {
  kept: Kept | undefined;
  incarnation: string | undefined;
  /** Up to which change it is known to stand. */
  checked: number;
  /** Requests without an answer yet. */
  underway: number;
}

function emptySlot(): Slot {
  return { kept: undefined, incarnation: undefined, checked: -1, underway: 0 };
}

/** A request that is to be sent. */
interface Turn {
  readonly time: number;
  readonly slot: number;
}

/** How far a request has been thought through before its moment. */
interface Plan {
  readonly taken: number[];
  readonly leaf: Leaf | undefined;
  readonly took: number | undefined;
}

/**
 * A load on its way. Each request has its own arrival, choices and connection, and meets the views of its moment; what
 * was decided since the last change is not decided again.
 */
export class LoadRun {
  readonly #world: LoadWorld;
  readonly #request: Request;
  readonly #options: LoadOptions;
  readonly #statistics: Statistics;
  readonly #end: number;
  readonly #arrivals: ArrivalTimes | undefined;
  readonly #turns = new TinyQueue<Turn>([], (one, other) => one.time - other.time || one.slot - other.slot);
  readonly #slots: readonly Slot[];
  readonly #keeps: boolean;
  readonly #remembers: boolean;
  readonly #hasLatency: boolean;
  readonly #trees = new Map<string, DecisionTree<Leaf>>();
  #epoch = -1;
  #nextOpen = 0;
  #sent = 0;
  #appointment: Cancel | undefined;
  #plan: Plan | undefined;
  /** Whether components remember clients: then one request is not like the other. */
  #isRemembered = false;

  /** @param remembers whether what was decided is kept until something changes */
  constructor(world: LoadWorld, request: Request, options: LoadOptions, remembers = true) {
    const { clock, random } = world;
    const { arrivals, connections = 'new', duration, step = 1_000 } = options;
    this.#world = world;
    this.#request = request;
    this.#options = options;
    this.#remembers = remembers;
    this.#hasLatency = Object.keys(world.latency).length > 0;
    this.#statistics = new Statistics(clock.now, step);
    this.#end = clock.now + duration;
    this.#keeps = connections !== 'new';
    const slots =
      arrivals.model === 'closed' ? arrivals.clients : connections === 'new' ? 1 : connections.kept;
    this.#slots = Array.from({ length: slots }, emptySlot);
    if (arrivals.model === 'closed') {
      for (const slot of this.#slots.keys()) {
        this.#turns.push({ time: clock.now + drawn(random, arrivals.think), slot });
      }
    } else {
      this.#arrivals = arrivalTimes(arrivals, random);
      this.#nextOpen = clock.now + this.#arrivals.next();
    }
    this.#appoint();
  }

  /** Whether all requests have been sent and answered. */
  get isOver(): boolean {
    return this.#statistics.underway === 0 && this.#next === undefined;
  }

  /** What became of it so far. */
  report(): LoadReport {
    const { name = urlOf(this.#request) } = this.#options;
    return reportOf(name, this.#statistics, Math.min(this.#world.clock.now, this.#end));
  }

  /** The next request; undefined where none is left, or all clients wait for answers. */
  get #next(): Turn | undefined {
    const turn =
      this.#arrivals === undefined
        ? this.#turns.peek()
        : { time: this.#nextOpen, slot: this.#sent % this.#slots.length };
    return turn === undefined || turn.time >= this.#end ? undefined : turn;
  }

  #appoint(): void {
    this.#appointment?.();
    this.#appointment = undefined;
    const next = this.#next;
    if (next === undefined) return;
    const { clock } = this.#world;
    this.#appointment = clock.ofOnlookers.at(Math.max(next.time, clock.now), () => {
      this.#appointment = undefined;
      this.#pump();
    });
  }

  /** Sends everything up to the next thing that happens: until then nothing can change. */
  #pump(): void {
    const { clock } = this.#world;
    for (let turn = this.#next; turn !== undefined; turn = this.#next) {
      const event = clock.nextChange ?? Infinity;
      const isNow = turn.time <= clock.now;
      if (!isNow && (turn.time >= event || turn.time > clock.horizon)) break;
      if (!this.#send(turn, isNow, event)) break;
    }
    this.#appoint();
  }

  /** Sends a request; before its moment only where its way is known, and its answer is there before anything happens. */
  #send(turn: Turn, isNow: boolean, event: number): boolean {
    const slot = this.#slots[turn.slot] ?? emptySlot();
    // What its connection comes to is not known before the request on it is answered.
    if (this.#keeps && slot.underway > 0 && !isNow) return false;
    this.#checkKept(slot);
    if (this.#isRemembered) {
      if (isNow) this.#exchange(turn, slot, {});
      return isNow;
    }
    const tree = this.#treeOf(slot.kept);
    const { taken, leaf: planned, took: plannedTime } = this.#takePlan(tree);
    const leaf = planned ?? (isNow ? tree.explore(this.#draw, taken) : undefined);
    if (leaf?.isPlain === true) {
      const took = plannedTime ?? this.#timeOf(leaf);
      const answeredAt = turn.time + took;
      const isUndisturbed = answeredAt < event && answeredAt <= this.#world.clock.horizon;
      if (took === 0 || (isUndisturbed && took < leaf.patience)) {
        this.#taken(turn);
        this.#answered(turn, leaf.fate, took);
        this.#keep(slot, leaf.kept);
        return true;
      }
      this.#plan = { taken, leaf, took };
    } else {
      this.#plan = { taken, leaf, took: undefined };
    }
    if (!isNow) return false;
    this.#plan = undefined;
    // Without latencies a way that is known is gone at once.
    const isGone = leaf !== undefined && !leaf.isPlain && !this.#isRemembered && !this.#hasLatency;
    this.#exchange(turn, slot, isGone ? { trace: leaf.fate.trace } : { choices: taken });
    return true;
  }

  #takePlan(tree: DecisionTree<Leaf>): Plan {
    const plan = this.#plan;
    if (plan !== undefined) {
      this.#plan = undefined;
      return plan;
    }
    const taken: number[] = [];
    return { taken, leaf: tree.follow(this.#draw, taken), took: undefined };
  }

  readonly #draw = ({ candidates, isEven }: Choices): number => {
    const { random } = this.#world;
    if (isEven) return Math.floor(random.next() * candidates.length);
    let rest = random.next();
    for (const [index, { probability }] of candidates.entries()) {
      rest -= probability;
      if (rest < 0) return index;
    }
    return candidates.length - 1;
  };

  #treeOf(kept: Kept | undefined): DecisionTree<Leaf> {
    const epoch = this.#world.epoch();
    if (epoch !== this.#epoch || !this.#remembers) {
      this.#trees.clear();
      this.#epoch = epoch;
    }
    const key = kept?.key ?? '';
    let tree = this.#trees.get(key);
    if (tree === undefined) {
      tree = new DecisionTree((choose) => this.#follow(choose, kept?.standing));
      this.#trees.set(key, tree);
    }
    return tree;
  }

  /** Follows one request to its end, as if no time passed. */
  #follow(choose: Chooser, over: Standing | undefined): Leaf {
    const views = this.#world.views();
    const before = this.#world.memory();
    const flight = over === undefined ? undefined : flightAt(this.#request, over.end, 'next-request');
    const open = openTrace(this.#request, choose, flight, over);
    for (let memory = before; ;) {
      const step = open.advance(views, memory);
      memory = step.memory;
      if (step.trace === undefined) continue;
      if (memory.affinity !== before.affinity) this.#isRemembered = true;
      return this.#leafOf(step.trace, views);
    }
  }

  #leafOf(trace: Trace, views: Views): Leaf {
    const { outcome } = trace;
    const isPlain = !this.#isRemembered && outcome.kind !== 'timeout' && upstreamFailure(trace) === undefined;
    const standing = this.#keeps ? standingOf(trace) : undefined;
    return {
      fate: fateOf(trace, views),
      isPlain,
      answerDelay: outcome.kind === 'response' ? this.#world.answerDelay(trace) : 0,
      patience: this.#patienceFor(trace, views),
      ...(standing === undefined ? {} : { kept: { standing, key: keyOf(standing) } }),
    };
  }

  #patienceFor({ hops }: Trace, views: Views): number {
    const { timeout } = this.#options;
    let patience = timeout === null ? Infinity : (timeout ?? usualTimeout);
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

  #timeOf({ fate, answerDelay }: Leaf): number {
    const { latency, random } = this.#world;
    const onTheWay = this.#hasLatency ? timeOf(latency, fate.trace.hops, random) : 0;
    return answerDelay === 0 ? onTheWay : onTheWay + drawn(random, answerDelay);
  }

  #exchange(turn: Turn, slot: Slot, beginning: Beginning): void {
    this.#taken(turn);
    const { kept, incarnation } = slot;
    const held = kept === undefined ? undefined : { standing: kept.standing, incarnation };
    this.#world.exchange(this.#options, beginning, held, (answer) => {
      const fate = fateOf(answer.trace, this.#world.views());
      this.#answered(turn, fate, answer.answeredAt - turn.time, answer.tries);
      const standing = this.#keeps && fate.isOk ? standingOf(answer.trace) : undefined;
      this.#keep(slot, standing === undefined ? undefined : { standing, key: keyOf(standing) });
      // Its client may be the next to send.
      if (this.#arrivals === undefined) this.#appoint();
    });
  }

  /** The turn is taken: the next one of an open model is due. */
  #taken({ time }: Turn): void {
    this.#sent++;
    this.#statistics.send(time);
    if (this.#arrivals === undefined) this.#turns.pop();
    else this.#nextOpen = this.#statistics.startedAt + this.#arrivals.next();
  }

  #answered({ time, slot }: Turn, fate: Fate, took: number, tries = 1): void {
    this.#statistics.end(fate, time, took, tries);
    const { arrivals } = this.#options;
    if (arrivals.model !== 'closed') return;
    // Without any time between two requests a client would never come to an end of them.
    const pause = Math.max(1, took + drawn(this.#world.random, arrivals.think));
    this.#turns.push({ time: time + pause, slot });
  }

  #keep(slot: Slot, kept: Kept | undefined): void {
    if (slot.kept === kept && kept !== undefined) return;
    slot.incarnation = kept === undefined ? undefined : this.#incarnationOf(kept.standing);
    // Who has begun to end closes the connection with its answer.
    slot.kept = slot.incarnation === undefined ? undefined : kept;
    slot.checked = this.#world.epoch();
  }

  /** A client whose connection is idle sees that the other end has closed it. */
  #checkKept(slot: Slot): void {
    const epoch = this.#world.epoch();
    if (slot.kept === undefined || slot.checked === epoch) return;
    slot.checked = epoch;
    if (this.#incarnationOf(slot.kept.standing) !== slot.incarnation) slot.kept = undefined;
  }

  #incarnationOf({ end: { place } }: Standing): string | undefined {
    return place.kind === 'pod' ? this.#world.incarnation(`${place.namespace}/${place.name}`) : '';
  }
}

/** The request as its client names it. */
function urlOf({ scheme, method, host, port, target }: Request): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return scheme === 'http' || scheme === 'https' || scheme === 'grpc' || scheme === 'grpcs'
    ? `${method} ${scheme}://${name}:${port}${target}`
    : `${scheme}://${name}:${port}`;
}

function keyOf({ hops, end }: Standing): string {
  return JSON.stringify([...hops, end].map(({ place }) => place));
}
