import type { Chooser, Hop, Request, Trace } from '@kubehop/core';
import type { Memory } from '@kubehop/core/components';
import { flightAt, openTrace, type Flight, type OpenTrace, type WayBefore } from '@kubehop/core/engine';
import { drawn } from '../time/delay.js';
import { Timers } from '../time/timers.js';
import type { Random } from '../time/random.js';
import { connectionLost, givenUp, proxyAnswers, withOutcome } from './broken.js';
import type { ClientOptions } from './client.js';
import { isWorthRetrying, synSchedule, usualTimeout } from './client.js';
import { drawnIndex } from './drawn-index.js';
import type { ExchangeWorld } from './exchange-world.js';
import { timeOf } from './latency.js';
import { resolverPatience, resolverRounds } from './resolver-patience.js';
import {
  proxyBefore,
  upstreamFailure,
  upstreamPolicy,
  type UpstreamFailure,
  type UpstreamPolicy,
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
  /** What nodes track of this connection alone. */
  #connections: Memory['connections'];
  #hops: Hop[] = [];
  #times: number[] = [];
  /** Hops before those of the open trace, and their times. */
  #before: { readonly hops: readonly Hop[]; readonly times: readonly number[] } = { hops: [], times: [] };
  readonly #ways: Random;
  readonly #chance: Random;
  readonly #decided: (() => void) | undefined;
  #upstreamTries = 1;
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
    this.#connections = world.memory().connections;
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
      const { hops, memory, trace } = this.#open.advance(this.#world.views(), this.#remembered);
      this.#remember(memory);
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

  /** Datagrams are tracked for all that follow them; connections of TCP belong to their exchange alone. */
  get #remembered(): Memory {
    const { clock } = this.#world;
    const memory = this.#world.memory();
    const connections = this.#request.scheme === 'udp' ? memory.connections : this.#connections;
    return { now: clock.now / 1_000, affinity: memory.affinity, connections };
  }

  #remember({ affinity, connections }: Memory): void {
    const memory = this.#world.memory();
    const isUDP = this.#request.scheme === 'udp';
    if (affinity !== memory.affinity || isUDP) {
      this.#world.remember({ ...memory, affinity, ...(isUDP ? { connections } : {}) });
    }
    this.#connections = connections;
  }

  readonly #choose: Chooser = ({ candidates }) => drawnIndex(candidates, this.#ways);

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

  /** The application has the request: its answer takes its time, unless its process ends before, or a proxy waits no longer. */
  #answered(trace: Trace, onTheWay: number): void {
    const application = this.#world.application(trace);
    const time = onTheWay + (application === undefined ? 0 : drawn(this.#chance, application.answerDelay));
    if (application === undefined || time === 0) {
      this.#finishAfter(time, trace);
      return;
    }
    const { state, onEnd } = application;
    const sentAt = this.#world.clock.now;
    let isSettled = false;
    const settle = (act: () => void): void => {
      if (isSettled) return;
      isSettled = true;
      leave();
      act();
    };
    const leave = onEnd(() => {
      settle(() => {
        this.#broken(trace);
      });
    });
    const proxy = proxyBefore(trace);
    const patience = proxy === undefined ? Infinity : this.#policyOf(proxy.hop).readTimeout;
    this.#timers.at(sentAt + Math.min(time, patience), () => {
      if (state() === 'ended') settle(() => this.#broken(trace));
      else if (time <= patience && state() === 'runs') settle(() => this.#finish(trace));
      else if (proxy !== undefined) {
        // Nobody tells: a proxy goes on waiting as long as it does.
        this.#timers.at(sentAt + patience, () => {
          settle(() => this.#upstreamFailed(trace, { ...proxy, how: 'unanswered' }, { waited: true }));
        });
      }
    });
  }

  /** The process ended while the request was under way. */
  #broken(trace: Trace): void {
    const proxy = proxyBefore(trace);
    if (proxy === undefined) this.#finish(withOutcome(trace, connectionLost(trace.outcome.place)));
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
    synAgain.note(first, views(), this.#remembered);
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
    const trace = synAgain.send(first, views(), this.#remembered, epoch(), ({ candidates }) =>
      drawnIndex(candidates, this.#ways),
    );
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
    this.#connections = this.#world.memory().connections;
    this.#open = openTrace(this.#request, this.#choose);
    this.run();
  }

  #end(trace: Trace): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#timers.clear();
    this.#done({
      trace,
      sentAt: this.#sentAt,
      answeredAt: this.#world.clock.now,
      times: [...this.#before.times, ...this.#times],
      tries: this.#tries,
      upstreamTries: this.#upstreamTries,
    });
  }
}
