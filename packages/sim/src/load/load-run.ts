import type { Cluster, Request, Trace } from '@kubehop/core';
import type { ClientOptions } from '../request/client.js';
import type { Answer, Beginning } from '../request/exchange.js';
import type { Held } from '../request/over-standing.js';
import type { Cancel, VirtualClock } from '../time/clock.js';
import type { Random } from '../time/random.js';
import { Chances } from './chances.js';
import { fateOf, type Fate } from './fate.js';
import type { LoadOptions } from './load.js';
import { reportOf, type LoadReport } from './report.js';
import { SilentRequests, type SilentRequest } from './silent-requests.js';
import { Slot, type Ends, type Kept } from './slot.js';
import { Statistics } from './statistics.js';
import { turnsOf, type Turn, type Turns } from './turns.js';
import { Ways, type Way, type WaysWorld } from './ways.js';

/** What a load needs of the simulation around it. */
export interface LoadWorld extends WaysWorld, Ends {
  readonly clock: VirtualClock;
  /** Decides when requests arrive. */
  readonly random: Random;
  /** Decides all else about each request. */
  readonly seed: number;
  /** Whether each request is followed through time by itself. */
  readonly followsEach: boolean;
  /** Notes what the nodes on the way track of a SYN that nobody answers. */
  noteSyn(first: Trace): void;
  /** The way of such a SYN that is sent again; undefined where that is up to choices which were not made before. */
  synAgain(first: Trace): Trace | undefined;
  /** Follows one request through time. */
  exchange(
    client: ClientOptions,
    beginning: Beginning,
    over: Held | undefined,
    done: (answer: Answer) => void,
  ): void;
}

/**
 * A load on its way. Each request has its own arrival, choices and connection, and meets the views of its moment; what
 * was decided since the last change is not decided again.
 *
 * @public
 */
export class LoadRun {
  readonly #world: LoadWorld;
  readonly #request: Request;
  readonly #options: LoadOptions;
  readonly #statistics: Statistics;
  readonly #end: number;
  readonly #turns: Turns;
  readonly #slots: readonly Slot[];
  readonly #keeps: boolean;
  readonly #ways: Ways;
  readonly #silent: SilentRequests;
  readonly #fates = new WeakMap<Trace, { readonly truth: Cluster; readonly fate: Fate }>();
  #appointment: Cancel | undefined;
  #isSending = false;
  /** When the last answer came of those that were counted ahead of time. */
  #ahead = 0;

  /** @internal */
  constructor(world: LoadWorld, request: Request, options: LoadOptions) {
    const { clock, random, seed } = world;
    const { connections = 'new', duration, step = 1_000 } = options;
    const ways = new Map<string, Kept>();
    this.#world = world;
    this.#request = request;
    this.#options = options;
    this.#statistics = new Statistics(clock.now, step);
    this.#end = clock.now + duration;
    this.#keeps = connections !== 'new';
    this.#turns = turnsOf(options, clock.now, random, new Chances(seed));
    this.#slots = Array.from({ length: this.#turns.slots }, () => new Slot(world, ways));
    this.#ways = new Ways(world, request, options, seed);
    this.#silent = new SilentRequests(
      {
        clock: clock.ofOnlookers,
        epoch: () => world.epoch(),
        synAgain: (first) => world.synAgain(first),
        resume: (waiting) => {
          this.#resume(waiting);
        },
        giveUp: ({ turn, way, last }, took) => {
          this.#over(turn, last, way.truth, took);
        },
      },
      options,
    );
    this.#appoint();
  }

  /** Whether all requests have been sent and answered. */
  get isOver(): boolean {
    return this.#statistics.underway === 0 && this.#turns.next === undefined;
  }

  /** What became of it so far. */
  report(): LoadReport {
    const { name = urlOf(this.#request) } = this.#options;
    return reportOf(name, this.#statistics, Math.min(this.#world.clock.now, this.#end));
  }

  #appoint(): void {
    this.#appointment?.();
    this.#appointment = undefined;
    const { clock } = this.#world;
    const time = Math.max(this.#turns.next?.time ?? this.#ahead, clock.now);
    if (this.#turns.next === undefined && time === clock.now) return;
    this.#appointment = clock.ofSenders.at(time, () => {
      this.#appointment = undefined;
      this.#pump();
    });
  }

  /** Sends everything up to the next thing that happens: until then nothing can change. */
  #pump(): void {
    const { clock } = this.#world;
    this.#isSending = true;
    for (let turn = this.#turns.next; turn !== undefined; turn = this.#turns.next) {
      const change = clock.nextChange ?? Infinity;
      const isNow = turn.time <= clock.now;
      if (!isNow && (turn.time >= change || turn.time > clock.horizon)) break;
      if (!this.#send(turn, isNow, Math.min(change - 1, clock.horizon))) break;
    }
    this.#isSending = false;
    this.#appoint();
  }

  /**
   * Sends a request; before its moment only where its way is known, and its answer is there before anything happens.
   *
   * @param quiet up to when nothing happens
   */
  #send(turn: Turn, isNow: boolean, quiet: number): boolean {
    const slot = this.#slots[turn.slot];
    // What its connection comes to is not known before the request on it is answered.
    if (slot === undefined || (this.#keeps && slot.underway > 0 && !isNow)) return false;
    const over = slot.kept;
    const way = this.#wayOf(turn, over, isNow);
    if (way?.isPlain === true) {
      const took = this.#ways.timeOf(way, turn.number);
      if (this.#isForeseen(way, turn.time, took, { over, quiet })) {
        this.#turns.take();
        this.#statistics.send(turn);
        this.#statistics.end(turn, way.fate, way.trace, took);
        if (this.#keeps) slot.ended(way.trace, over, 1);
        this.#turns.answered(turn, took);
        this.#ahead = Math.max(this.#ahead, turn.time + took);
        return true;
      }
    }
    if (!isNow) return false;
    this.#turns.take();
    this.#statistics.send(turn);
    // A way that takes no time is gone already.
    const gone = this.#ways.isInstant && !this.#ways.isRemembered ? way : undefined;
    if (gone !== undefined && over === undefined && this.#silent.canWait(gone)) {
      this.#world.noteSyn(gone.trace);
      this.#silent.add(turn, gone);
    } else {
      this.#exchange(turn, slot, over, gone);
    }
    return true;
  }

  #wayOf({ number }: Turn, over: Kept | undefined, isNow: boolean): Way | undefined {
    if (this.#world.followsEach || this.#ways.isRemembered) return undefined;
    return this.#ways.known(number, over) ?? (isNow ? this.#ways.explored(number, over) : undefined);
  }

  #isForeseen(
    { patience }: Way,
    time: number,
    took: number,
    { over, quiet }: { readonly over: Kept | undefined; readonly quiet: number },
  ): boolean {
    if (took === 0) return true;
    // A connection that several share is opened at the moment of the answer.
    const isOpening = this.#keeps && over === undefined && this.#options.arrivals.model !== 'closed';
    return time + took <= quiet && took < patience && !isOpening;
  }

  /** @param gone the way that the request has gone, where that is known */
  #exchange(turn: Turn, slot: Slot, over: Kept | undefined, gone: Way | undefined): void {
    const held = over === undefined ? undefined : { standing: over.standing, incarnation: slot.incarnation };
    slot.underway++;
    this.#follow(turn, gone, held, gone === undefined ? {} : { trace: gone.trace }, ({ trace, tries }) => {
      slot.underway--;
      if (this.#keeps) slot.ended(trace, over, tries);
    });
  }

  #resume({ turn, way, last }: SilentRequest): void {
    this.#follow(turn, way, undefined, { silent: { sentAt: turn.time, first: way.trace, last } });
  }

  #follow(
    turn: Turn,
    gone: Way | undefined,
    held: Held | undefined,
    beginning: Beginning,
    ended: (answer: Answer) => void = () => undefined,
  ): void {
    const world = this.#world;
    const { seed } = world;
    const truthNow = (): Cluster => world.views().of({ kind: 'network' });
    let truth = gone?.truth ?? truthNow();
    const chances: Beginning = {
      ways: new Chances(seed).begin(turn.number, 'ways').skip(gone?.choices ?? 0),
      times: new Chances(seed).begin(turn.number, 'times'),
      decided: () => {
        truth = truthNow();
      },
    };
    world.exchange(this.#options, { ...beginning, ...chances }, held, (answer) => {
      ended(answer);
      this.#over(turn, answer.trace, truth, answer.answeredAt - turn.time, answer.tries);
    });
  }

  #over(turn: Turn, trace: Trace, truth: Cluster, took: number, tries = 1): void {
    this.#statistics.end(turn, this.#fateOf(trace, truth), trace, took, tries);
    this.#turns.answered(turn, took);
    // Its client may be the next to send.
    if (!this.#isSending && this.#options.arrivals.model === 'closed') this.#appoint();
  }

  /** Requests to nobody share their traces. */
  #fateOf(trace: Trace, truth: Cluster): Fate {
    const known = this.#fates.get(trace);
    if (known?.truth === truth) return known.fate;
    const fate = fateOf(trace, truth);
    this.#fates.set(trace, { truth, fate });
    return fate;
  }
}

/** The request as its client names it. */
function urlOf({ scheme, method, host, port, target }: Request): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return scheme === 'http' || scheme === 'https' || scheme === 'grpc' || scheme === 'grpcs'
    ? `${method} ${scheme}://${name}:${port}${target}`
    : `${scheme}://${name}:${port}`;
}
