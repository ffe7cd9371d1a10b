import type { Request, RequestInput } from '@kubehop/core';
import { toRequest } from '@kubehop/core/engine';
import type { ClientOptions } from './client.js';
import type { Answer } from './exchange.js';
import type { ExchangeWorld } from './exchange-world.js';
import { incarnationAt, sendOver, type Held, type Surroundings } from './over-standing.js';
import { standingOf } from './standing.js';

/** What a connection asks of its simulation. */
export interface ConnectionHost {
  /** A request is sent over it. */
  sent(request: Request): void;
  /** Lets time pass until there is an answer. */
  answerTo(begin: (done: (answer: Answer) => void) => void): Answer;
}

/**
 * A connection of a client that is kept and used again. It stays with the pod, or the proxy, that it was made to, until
 * one of them ends it.
 *
 * @see kubernetes/kubernetes pkg/proxy/conntrack/cleanup.go: connections of TCP are left alone
 * @public
 */
export class Connection {
  /** What its first request came to. */
  readonly opened: Answer;
  readonly #world: ExchangeWorld;
  readonly #client: ClientOptions;
  readonly #around: Surroundings;
  readonly #host: ConnectionHost;
  #held: Held | undefined;

  /** @internal */
  constructor(
    world: ExchangeWorld,
    around: Surroundings,
    opened: Answer,
    client: ClientOptions,
    host: ConnectionHost,
  ) {
    const standing = standingOf(opened.trace);
    this.opened = opened;
    this.#world = world;
    this.#around = around;
    this.#client = client;
    this.#host = host;
    const incarnation = standing === undefined ? undefined : incarnationAt(standing, around);
    this.#held = standing === undefined || incarnation === undefined ? undefined : { standing, incarnation };
  }

  /** Whether it stands, as far as its client knows. */
  get isOpen(): boolean {
    return this.#held !== undefined;
  }

  /**
   * Sends another request over it, and lets time pass until there is an answer.
   *
   * @throws {RangeError} when the connection is closed
   */
  send(input: RequestInput | Request): Answer {
    const request = toRequest(this.#around.cluster(), input);
    return this.#host.answerTo((done) => {
      this.begin(request, done);
    });
  }

  /**
   * Sends another request and goes on; `done` gets the answer at its moment.
   *
   * @throws {RangeError} when the connection is closed
   * @internal
   */
  begin(request: Request, done: (answer: Answer) => void): void {
    if (this.#held === undefined) throw new RangeError('the connection is closed');
    this.#host.sent(request);
    const client = this.#client;
    sendOver(this.#world, this.#around, { ...this.#held, request, client }, (answer) => {
      const { kind } = answer.trace.outcome;
      if (kind !== 'response' && kind !== 'connected') this.#held = undefined;
      done(answer);
    });
  }
}
