import type { Chooser, Hop, Request, Trace } from '@kubehop/core';
import { flightAt, openTrace, type Flight, type OpenTrace, type WayBefore } from '@kubehop/core/engine';
import { drawn } from '../time/delay.js';
import { Timers } from '../time/timers.js';
import type { Random } from '../time/random.js';
import { connectionLost, givenUp, proxyAnswers, withOutcome } from './broken.js';
import type { ClientOptions } from './client.js';
import { isWorthRetrying, synSchedule, usualTimeout } from './client.js';
import { drawnIndex } from './drawn-index.js';
import { ExchangeMemory } from './exchange-memory.js';
import type { ExchangeWorld } from './exchange-world.js';
import { timeOf } from './latency.js';
import { resolverPatience, resolverRounds } from './resolver-patience.js';
import {
  proxyBefore,
  upstreamFailure,
  upstreamPolicy,
  type UpstreamFailure,
  type UpstreamPolicy,
  withoutOneTry,
} from './upstream-policy.js';

/** What became of a request. @public */
export interface Answer {
  /** The way it took in the end, and what the client saw. */
  readonly trace: Trace;
  readonly sentAt: number;
  readonly answeredAt: number;
  /** When each hop of the trace was made. */
  readonly times: readonly number[];
  /** How often the client sent it. */
  readonly tries: number;
  /** How often a proxy on the way tried to pass it on, the last time that the client sent it; 1 where there is none. */
  readonly upstreamTries: number;
}

/** Where an exchange begins. */
export interface Beginning {
  /** In place of its client: over a connection that stands. */
  readonly flight?: Flight;
  /** The way that led there. */
  readonly before?: WayBefore;
  /** The way that it takes at this moment, where that is known. */
  readonly trace?: Trace;
  /** The first SYN that was sent, and when: it is to be sent again. */
  readonly silent?: { readonly sentAt: number; readonly first: Trace; readonly last: Trace };
  /** What decides its choices, and what decides how long things take; the chance of its world unless given. */
  readonly ways?: Random;
  readonly times?: Random;
  /** Called when its way has been decided, and whenever it is decided anew; SYNs that are sent again go the old way. */
  readonly decided?: () => void;
}

/** A request from the moment when it is sent until its client has an answer, or waits no longer. */
export class Exchange {
  readonly #world: ExchangeWorld;
  readonly #timers: Timers;
  readonly #request: Request;
  readonly #client: ClientOptions;
  readonly #done: (answer: Answer) => void;
  readonly #sentAt: number;
  #open: OpenTrace;
  readonly #memory: ExchangeMemory;
  #hops: Hop[] = [];
  #times: number[] = [];
  /** Hops before those of the open trace, and their times. */
  #before: { readonly hops: readonly Hop[]; readonly times: readonly number[] } = { hops: [], times: [] };
  readonly #ways: Random;
  readonly #chance: Random;
  readonly #decided: (() => void) | undefined;
  #upstreamTries = 1;
  /** The peer that a proxy on the way tried last, by its place among them. */
  #peer: number | undefined;
  #tries = 1;
  /** How often its resolver has asked. */
  #rounds = 1;
  #synAt: number;
  /** What the first SYN of the present try came to. */
  #first: Trace | undefined;
  #last: Trace | undefined;
  #known: Trace | undefined;
  #isOver = false;

  /**
   * @param beginning where it begins in place of its client, and the choices that it takes first
   */
  constructor(
    world: ExchangeWorld,
    request: Request,
    client: ClientOptions,
    done: (answer: Answer) => void,
    { flight, before, trace, silent, ways = world.random, times = world.random, decided }: Beginning = {},
  ) {
    this.#world = world;
    this.#timers = new Timers(world.clock);
    this.#request = request;
    this.#client = client;
    this.#done = done;
    this.#sentAt = silent?.sentAt ?? world.clock.now;
    this.#synAt = this.#sentAt;
    this.#first = silent?.first;
    this.#last = silent?.last;
    this.#memory = new ExchangeMemory(world, request);
    const { hops } = before ?? this.#before;
    this.#before = { hops, times: hops.map(() => world.clock.now) };
    this.#ways = ways;
    this.#chance = times;
    this.#decided = decided;
    this.#known = trace;
    this.#open = openTrace(request, this.#choose, flight, before);
    const { timeout = usualTimeout } = client;
    if (timeout !== null) {
      this.#timers.at(this.#sentAt + timeout, () => {
        this.#giveUp();
      });
    }
  }

  /** Goes on as far as no time passes. */
  run(): void {
    const { clock, latency } = this.#world;
    if (this.#known !== undefined) {
      const trace = this.#known;
      this.#known = undefined;
      this.#decided?.();
      this.#times = trace.hops.map(() => clock.now);
      this.#judge(trace);
      return;
    }
    for (;;) {
      if (this.#isOver) return;
      const { hops, memory, trace } = this.#open.advance(this.#world.views(), this.#memory.now);
      this.#memory.keep(memory);
      for (const hop of hops) {
        this.#hops.push(hop);
        this.#times.push(clock.now);
      }
      const time = timeOf(latency, hops, this.#chance);
      if (trace !== undefined) {
        this.#decided?.();
        this.#judge(trace, time);
        return;
      }
      if (time === 0) continue;
      this.#timers.at(clock.now + time, () => {
        this.run();
      });
      return;
    }
  }

  /** Goes on where its SYN is sent again. */
  resume(): void {
    if (this.#first !== undefined) this.#sendAgain(this.#first);
  }

  readonly #choose: Chooser = ({ of, candidates }) => {
    const peer = this.#peer;
    this.#peer = undefined;
    // A proxy that tries again takes the next of its peers.
    return peer !== undefined && of === 'endpoint'
      ? (peer + 1) % candidates.length
      : drawnIndex(candidates, this.#ways);
  };

  /** @param rest milliseconds until what was decided is known */
  #judge(trace: Trace, rest = 0): void {
    this.#last = trace;
    const failure = upstreamFailure(trace);
    if (failure !== undefined) {
      this.#upstreamFailed(trace, failure);
      return;
    }
    const { outcome } = trace;
    switch (outcome.kind) {
      case 'timeout':
        this.#silent(trace);
        return;
      case 'response':
        if (outcome.from === 'application') this.#answered(trace, rest);
        else this.#finishAfter(rest, trace);
        return;
      case 'dns-error':
        this.#unresolved(trace, rest);
        return;
      default:
        this.#finishAfter(rest, trace);
    }
  }

  /** Where no name server says anything the resolver waits, and asks again: another server may get the question then. */
  #unresolved(trace: Trace, rest: number): void {
    const wait = resolverPatience(trace);
    if (wait === undefined) {
      this.#finishAfter(rest, trace);
      return;
    }
    this.#timers.at(this.#world.clock.now + wait, () => {
      if (this.#rounds === resolverRounds) this.#finish(trace);
      else this.#beginAnew(this.#rounds + 1);
    });
  }

  #finishAfter(time: number, trace: Trace): void {
    if (time === 0) this.#finish(trace);
    else {
      this.#timers.at(this.#world.clock.now + time, () => {
        this.#finish(trace);
      });
    }
  }

  /** The application has the request: its answer takes its time, unless something on the way breaks before, or waits no longer. */
  #answered(trace: Trace, onTheWay: number): void {
    const course = this.#world.course(trace);
    const time = onTheWay + (course === undefined ? 0 : drawn(this.#chance, course.answerDelay));
    if (course === undefined || time === 0) {
      this.#finishAfter(time, trace);
      return;
    }
    const sentAt = this.#world.clock.now;
    let isSettled = false;
    const settle = (act: () => void): void => {
      if (isSettled) return;
      isSettled = true;
      leave();
      act();
    };
    const leave = course.onEnd((index) => {
      settle(() => {
        this.#broken(trace, index);
      });
    });
    const proxy = proxyBefore(trace.hops, trace.hops.length);
    const patience = proxy === undefined ? Infinity : this.#policyOf(proxy.hop).readTimeout;
    this.#timers.at(sentAt + Math.min(time, patience), () => {
      const state = course.state();
      if (state.kind === 'ended') settle(() => this.#broken(trace, state.index));
      else if (state.kind === 'runs' && time <= patience) settle(() => this.#finish(trace));
      else {
        const index = state.kind === 'cut' ? state.index : trace.hops.length;
        this.#waitFor(trace, index, sentAt, settle);
      }
    });
  }

  /** Nobody tells that nothing will come: a proxy goes on waiting as long as it does, and so does the client. */
  #waitFor(trace: Trace, index: number, sentAt: number, settle: (act: () => void) => void): void {
    const proxy = proxyBefore(trace.hops, index);
    if (proxy === undefined) return;
    const end = Math.max(sentAt + this.#policyOf(proxy.hop).readTimeout, this.#world.clock.now);
    this.#timers.at(end, () => {
      settle(() => this.#upstreamFailed(trace, { ...proxy, how: 'unanswered' }, { waited: true }));
    });
  }

  /** A process on the way ended while the request was under way: whoever holds the connection to it is told. */
  #broken(trace: Trace, index: number): void {
    const proxy = proxyBefore(trace.hops, index);
    const { place } = trace.hops[index] ?? trace.outcome;
    if (proxy === undefined) this.#finish(withOutcome(trace, connectionLost(place)));
    else this.#upstreamFailed(trace, { ...proxy, how: 'refused' }, { wasSent: true });
  }

  #policyOf(hop: Hop): UpstreamPolicy {
    const views = this.#world.views();
    const view =
      hop.stage === 'load-balancer'
        ? views.of({ kind: 'load-balancer', id: hop.loadBalancer })
        : views.of({ kind: 'network' });
    return upstreamPolicy(view, hop, this.#request.method);
  }

  /** A proxy has no answer of its upstream: it tries another one, or answers itself. */
  #upstreamFailed(
    trace: Trace,
    failure: UpstreamFailure,
    {
      wasSent = failure.how === 'unanswered',
      waited = false,
    }: { readonly wasSent?: boolean; readonly waited?: boolean } = {},
  ): void {
    const { hop, how } = failure;
    const policy = this.#policyOf(hop);
    const patience = how === 'silent' ? policy.connectTimeout : policy.readTimeout;
    const wait = how === 'refused' || waited ? 0 : patience;
    const mayTry = this.#upstreamTries < policy.tries && (policy.resends || !wasSent);
    this.#timers.at(this.#world.clock.now + wait, () => {
      const flight = mayTry ? flightAt(this.#request, hop, 'next-try') : undefined;
      if (flight === undefined)
        this.#finish(wasSent ? withOutcome(trace, proxyAnswers(trace, hop, how)) : trace);
      else {
        this.#upstreamTries++;
        this.#peer = hop.choice?.of === 'endpoint' ? hop.choice.index : undefined;
        this.#goOnFrom(flight, { ...trace, hops: trace.hops.slice(0, failure.index) });
      }
    });
  }

  #goOnFrom(flight: Flight, before: WayBefore): void {
    const { hops } = before;
    const times = [...this.#before.times, ...this.#times].slice(0, hops.length);
    this.#before = { hops, times };
    this.#hops = [];
    this.#times = [];
    this.#open = openTrace(this.#request, this.#choose, flight, before);
    this.run();
  }

  /** Nothing comes back: the kernel sends its SYN again until it gives up. A datagram, and an answer, is waited for. */
  #silent(trace: Trace): void {
    const { clock } = this.#world;
    const wasTaken = trace.hops.at(-1)?.action === 'delivered';
    if (wasTaken || this.#request.scheme === 'udp' || this.#before.hops.length > 0) {
      if (this.#client.timeout === null) this.#finish(trace);
      return;
    }
    const { views, synAgain } = this.#world;
    this.#first ??= trace;
    const first = this.#first;
    synAgain.note(first, views(), this.#memory.now);
    const { again, givesUp } = synSchedule(this.#client.kernel);
    const next = again.find((offset) => this.#synAt + offset > clock.now);
    if (next === undefined) {
      this.#timers.at(this.#synAt + givesUp, () => {
        this.#finish(trace);
      });
      return;
    }
    this.#timers.at(this.#synAt + next, () => {
      this.#sendAgain(first);
    });
  }

  #sendAgain(first: Trace): void {
    const { epoch, synAgain, views } = this.#world;
    const trace = synAgain.send(first, views(), this.#memory.now, epoch(), ({ candidates }) =>
      drawnIndex(candidates, this.#ways),
    );
    // As long as nothing else comes of it, what was decided about the first packet is what the client is told.
    if (trace.outcome.kind === 'timeout' && trace.outcome.cause.code === first.outcome.cause.code) {
      this.#judge(first);
      return;
    }
    this.#hops = [];
    this.#times = trace.hops.map(() => this.#world.clock.now);
    this.#judge(trace);
  }

  #giveUp(): void {
    const last = this.#last;
    // A client that was waiting for nobody sees why; one that was waiting for an answer only that it did not come.
    const isAnswered = last?.outcome.kind !== 'timeout' && last?.outcome.kind !== 'dns-error';
    if (last !== undefined && !isAnswered) this.#end(last);
    else this.#end(givenUp(this.#request, last?.hops ?? [...this.#before.hops, ...this.#hops]));
  }

  #finish(trace: Trace): void {
    const { retries } = this.#client;
    if (retries === undefined || this.#tries > retries.times || !isWorthRetrying(trace.outcome)) {
      this.#end(trace);
      return;
    }
    this.#tries++;
    const { clock } = this.#world;
    this.#timers.at(clock.now + drawn(this.#chance, retries.wait), () => {
      this.#beginAnew(1);
    });
  }

  #beginAnew(rounds: number): void {
    this.#rounds = rounds;
    this.#synAt = this.#world.clock.now;
    this.#first = undefined;
    this.#upstreamTries = 1;
    this.#before = { hops: [], times: [] };
    this.#hops = [];
    this.#times = [];
    this.#memory.forget();
    this.#open = openTrace(this.#request, this.#choose);
    this.run();
  }

  #end(trace: Trace): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#timers.clear();
    this.#done({
      trace: withoutOneTry(trace),
      sentAt: this.#sentAt,
      answeredAt: this.#world.clock.now,
      times: [...this.#before.times, ...this.#times],
      tries: this.#tries,
      upstreamTries: this.#upstreamTries,
    });
  }
}
