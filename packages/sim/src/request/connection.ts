import type { Cluster, Hop, Request, RequestInput, Trace } from '@kubehop/core';
import { flightAt, toRequest, type Flight } from '@kubehop/core/engine';
import type { Obstacles } from '../fault/obstacles.js';
import type { ClientOptions } from './client.js';
import { usualTimeout } from './client.js';
import { connectionLost } from './broken.js';
import { Exchange, type Answer, type ExchangeWorld } from './exchange.js';
import { obstacleOn, standingOf, type Standing } from './standing.js';

/** What a connection needs of the simulation around it. */
export interface Surroundings {
  readonly obstacles: Obstacles;
  cluster(): Cluster;
  /** What tells the processes of a pod from those before and after; undefined while none runs. */
  incarnation(pod: string): string | undefined;
  /** Lets time pass until something is done. */
  until(isDone: () => boolean): void;
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
  readonly #standing: Standing | undefined;
  readonly #incarnation: string | undefined;
  #isOpen: boolean;

  /** @internal */
  constructor(world: ExchangeWorld, opened: Answer, client: ClientOptions, around: Surroundings) {
    this.opened = opened;
    this.#world = world;
    this.#client = client;
    this.#around = around;
    this.#standing = standingOf(opened.trace);
    this.#incarnation = this.#standing === undefined ? undefined : this.#incarnationAt(this.#standing.end);
    this.#isOpen = this.#standing !== undefined;
  }

  /** Whether it stands, as far as its client knows. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /**
   * Sends another request over it, and lets time pass until there is an answer.
   *
   * @throws {RangeError} when the connection is closed
   */
  send(input: RequestInput | Request): Answer {
    const request = toRequest(this.#around.cluster(), input);
    let answer: Answer | undefined;
    this.begin(request, (given) => {
      answer = given;
    });
    this.#around.until(() => answer !== undefined);
    if (answer === undefined) throw new Error('the request came to no end');
    return answer;
  }

  /** Sends another request and goes on; `done` gets the answer at its moment. */
  begin(request: Request, done: (answer: Answer) => void): void {
    const standing = this.#standing;
    if (standing === undefined || !this.#isOpen) throw new RangeError('the connection is closed');
    const { clock } = this.#world;
    const { trace } = this.opened;
    const sentAt = clock.now;
    const end = (outcome: Trace['outcome']): void => {
      this.#isOpen = false;
      const hops = [...standing.hops, standing.end];
      const ended = { ...trace, request, hops, outcome, reply: [] };
      done({ trace: ended, sentAt, answeredAt: clock.now, times: hops.map(() => sentAt), tries: 1 });
    };
    const obstacle = obstacleOn(standing, this.#around.obstacles, this.#around.cluster(), request.from);
    if (obstacle !== undefined) {
      clock.at(sentAt + (this.#client.timeout ?? usualTimeout), () => {
        end(obstacle);
      });
      return;
    }
    const flight = this.#flight(standing, request);
    if (flight === undefined) {
      end(connectionLost(trace.outcome.place));
      return;
    }
    const { hops } = standing;
    new Exchange(this.#world, request, this.#client, done, { flight, hops }).run();
  }

  /** Where the request goes on; undefined where whoever held the other end is gone, and has said so. */
  #flight({ end }: Standing, request: Request): Flight | undefined {
    if (this.#incarnationAt(end) !== this.#incarnation) return undefined;
    return flightAt(request, end, 'next-request');
  }

  #incarnationAt(hop: Hop): string | undefined {
    const { place } = hop;
    return place.kind === 'pod' ? this.#around.incarnation(`${place.namespace}/${place.name}`) : '';
  }
}
