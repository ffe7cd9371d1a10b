import type { Cluster, Outcome, Request } from '@kubehop/core';
import { flightAt } from '@kubehop/core/engine';
import type { Obstacles } from '../fault/obstacles.js';
import { connectionLost, endedTrace } from './broken.js';
import { usualTimeout, type ClientOptions } from './client.js';
import { Exchange, type Answer, type Beginning } from './exchange.js';
import type { ExchangeWorld } from './exchange-world.js';
import { obstacleOn, type Standing } from './standing.js';

/** What a connection needs of the simulation around it. */
export interface Surroundings {
  readonly obstacles: Obstacles;
  cluster(): Cluster;
  /** What tells the processes of a pod from those before and after; undefined while none runs. */
  incarnation(pod: string): string | undefined;
}

/** A connection that stands, and whose processes hold its other end. */
export interface Held {
  readonly standing: Standing;
  readonly incarnation: string | undefined;
}

/** A request over a connection that stands. */
export interface OverStanding extends Held {
  readonly request: Request;
  readonly client: ClientOptions;
  readonly beginning?: Beginning;
}

/** The processes at the end of a connection. */
export function incarnationAt({ end: { place } }: Standing, around: Surroundings): string | undefined {
  return place.kind === 'pod' ? around.incarnation(`${place.namespace}/${place.name}`) : '';
}

/**
 * Sends a request over a connection that stands: no name is resolved and no rule asked again. What is cut off keeps
 * silent; processes that ended have closed their end.
 *
 * @see Linux netfilter: what is tracked goes on as it began
 */
export function sendOver(
  world: ExchangeWorld,
  around: Surroundings,
  { standing, incarnation, request, client, beginning }: OverStanding,
  done: (answer: Answer) => void,
): void {
  const { clock } = world;
  const sentAt = clock.now;
  const hops = [...standing.hops, standing.end];
  const end = (outcome: Outcome): void => {
    const trace = endedTrace(request, hops, outcome);
    done({ trace, sentAt, answeredAt: clock.now, times: hops.map(() => sentAt), tries: 1, upstreamTries: 1 });
  };
  const obstacle = obstacleOn(standing, around.obstacles, around.cluster(), request.from);
  if (obstacle !== undefined) {
    clock.at(sentAt + (client.timeout ?? usualTimeout), () => {
      end(obstacle);
    });
    return;
  }
  const isHeld = incarnationAt(standing, around) === incarnation;
  const flight = isHeld ? flightAt(request, standing.end, 'next-request') : undefined;
  if (flight === undefined) end(connectionLost(standing.end.place));
  else new Exchange(world, request, client, done, { ...beginning, flight, before: standing }).run();
}
