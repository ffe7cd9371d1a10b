import type { Request, Trace } from '@kubehop/core';
import type { History } from '../history.js';
import type { VirtualClock } from '../time/clock.js';
import { checkClient, type ClientOptions } from './client.js';
import type { Connection } from './connection.js';
import type { Answer } from './exchange.js';
import type { Requests } from './requests.js';

/** A client of the simulation that waits for its answers, and whose requests can be sent again. */
export class Asking {
  readonly #clock: VirtualClock;
  readonly #requests: Requests;
  readonly #history: History;
  readonly #record: (trace: Trace) => void;
  readonly #connections: Connection[] = [];

  constructor(clock: VirtualClock, requests: Requests, history: History, record: (trace: Trace) => void) {
    this.#clock = clock;
    this.#requests = requests;
    this.#history = history;
    this.#record = record;
  }

  /** Sends a request, and lets time pass until there is an answer. */
  send(request: Request, client: ClientOptions): Answer {
    return this.#wait((done) => {
      this.beginToSend(request, client, done);
    });
  }

  /** Opens a connection by a request, and lets time pass until there is an answer. */
  connect(request: Request, client: ClientOptions): Connection {
    return this.#wait((done) => {
      this.beginToConnect(request, client, done);
    });
  }

  /** Sends a request and goes on. */
  beginToSend(request: Request, client: ClientOptions, done: (answer: Answer) => void = nothing): void {
    checkClient(client);
    this.#history.add({ kind: 'send', request, client });
    this.#begin(request, client, done);
  }

  /** Opens a connection and goes on. */
  beginToConnect(
    request: Request,
    client: ClientOptions,
    done: (connection: Connection) => void = nothing,
  ): void {
    checkClient(client);
    this.#history.add({ kind: 'connect', request, client });
    this.#begin(request, client, (answer) => {
      const number = this.#connections.length;
      const connection = this.#requests.connectionOf(answer, client, {
        sent: (again) => {
          this.#history.add({ kind: 'send-over', connection: number, request: again });
        },
        answerTo: (begin) => this.#wait(begin),
      });
      this.#connections.push(connection);
      done(connection);
    });
  }

  /** Sends a request over a connection, which is told by its number, and goes on. */
  beginToSendOver(connection: number, request: Request): void {
    this.#connections[connection]?.begin(request, nothing);
  }

  #begin(request: Request, client: ClientOptions, done: (answer: Answer) => void): void {
    this.#requests.begin(request, client, (answer) => {
      this.#record(answer.trace);
      done(answer);
    });
  }

  #wait<Given>(begin: (done: (given: Given) => void) => void): Given {
    const given: Given[] = [];
    begin((each) => {
      given.push(each);
    });
    while (given.length === 0 && this.#clock.step());
    for (const answer of given) return answer;
    throw new Error('the request came to no end');
  }
}

function nothing(): void {
  // Nobody waits for what happens again.
}
