import type { Request } from '@kubehop/core';
import type { ClientOptions } from '../request/client.js';
import type { Answer, Beginning } from '../request/exchange.js';
import type { Held } from '../request/over-standing.js';
import type { Cancel, VirtualClock } from '../time/clock.js';
import type { Random } from '../time/random.js';
import { Chances } from './chances.js';
import { fateOf } from './fate.js';
import type { LoadOptions } from './load.js';
import { reportOf, type LoadReport } from './report.js';
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
    if (isNow) this.#exchange(turn, slot, over, way);
    return isNow;
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

  #exchange(turn: Turn, slot: Slot, over: Kept | undefined, way: Way | undefined): void {
    const world = this.#world;
    const { seed } = world;
    const { number } = turn;
    this.#turns.take();
    this.#statistics.send(turn);
    slot.underway++;
    let truth = world.views().of({ kind: 'network' });
    // A way that takes no time is gone already, and its choices are made.
    const isGone = way !== undefined && !this.#ways.isRemembered && this.#ways.isInstant;
    const beginning: Beginning = {
      ways: isGone ? this.#ways.choices : new Chances(seed).begin(number, 'ways'),
      times: new Chances(seed).begin(number, 'times'),
      decided: () => {
        truth = world.views().of({ kind: 'network' });
      },
      ...(isGone ? { trace: way.trace } : {}),
    };
    const held = over === undefined ? undefined : { standing: over.standing, incarnation: slot.incarnation };
    world.exchange(this.#options, beginning, held, ({ trace, answeredAt, tries }) => {
      slot.underway--;
      const took = answeredAt - turn.time;
      this.#statistics.end(turn, fateOf(trace, truth), trace, took, tries);
      if (this.#keeps) slot.ended(trace, over, tries);
      this.#turns.answered(turn, took);
      // Its client may be the next to send.
      if (!this.#isSending && this.#options.arrivals.model === 'closed') this.#appoint();
    });
  }
}

/** The request as its client names it. */
function urlOf({ scheme, method, host, port, target }: Request): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return scheme === 'http' || scheme === 'https' || scheme === 'grpc' || scheme === 'grpcs'
    ? `${method} ${scheme}://${name}:${port}${target}`
    : `${scheme}://${name}:${port}`;
}
