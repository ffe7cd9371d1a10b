import type { Origin } from '@kubehop/core';
import type { Arrivals, TimedLoad, TimedRequest } from '@kubehop/sim';
import type { Mistakes } from './mistakes.js';
import { readClient } from './read-client.js';
import { readAnswerExpectation, readLoadExpectation } from './read-expectation.js';
import { readDelay, readDuration, readPositiveDuration, readRate } from './read-value.js';
import type { StatedLoad, StatedRequest } from './scenario-file.js';

/** Clients and connections are kept in memory. */
const mostClients = 100_000;

/** Reads a stream of requests; undefined where it cannot be read, which is noted. */
export function readLoad(
  stated: StatedLoad,
  path: string,
  origin: Origin,
  mistakes: Mistakes,
): TimedLoad | undefined {
  const read = readClient(stated, path, origin, mistakes);
  const at = mistakes.reading(`${path}.at`, () => readDuration(stated.at ?? 0));
  const { for: time, expect } = stated;
  const duration =
    time === undefined ? undefined : mistakes.reading(`${path}.for`, () => readPositiveDuration(time));
  const arrivals = arrivalsOf(stated, path, mistakes);
  const connections = connectionsOf(stated, path, mistakes);
  const expected = expect === undefined ? undefined : readLoadExpectation(expect, `${path}.expect`, mistakes);
  if (read === undefined || at === undefined || arrivals === undefined || connections === undefined)
    return undefined;
  return {
    name: read.name,
    request: read.request,
    ...read.client,
    at,
    arrivals,
    connections,
    ...(duration === undefined ? {} : { duration }),
    ...(expected === undefined ? {} : { expect: expected }),
  };
}

function arrivalsOf(
  { rate, arrivals, clients, think }: StatedLoad,
  path: string,
  mistakes: Mistakes,
): Arrivals | undefined {
  if (rate !== undefined) {
    if (think !== undefined)
      mistakes.add(`${path}.think`, 'give a load either a rate or think, not both', 'not-allowed');
    const perSecond = mistakes.reading(`${path}.rate`, () => readRate(rate));
    return perSecond === undefined ? undefined : { model: arrivals ?? 'constant', perSecond };
  }
  if (clients === undefined || think === undefined) {
    const message = 'say how many requests: rate: 100/s, or clients: 20 and think: 1s';
    return mistakes.add(path, message, 'field-missing');
  }
  if (arrivals !== undefined)
    mistakes.add(
      `${path}.arrivals`,
      'arrivals goes with rate: clients that think decide when',
      'not-allowed',
    );
  if (!isNumberOfClients(clients, path, mistakes)) return undefined;
  const pause = mistakes.reading(`${path}.think`, () => readDelay(think));
  return pause === undefined ? undefined : { model: 'closed', clients, think: pause };
}

function connectionsOf(
  { rate, clients, connections = 'new' }: StatedLoad,
  path: string,
  mistakes: Mistakes,
): TimedLoad['connections'] | undefined {
  if (connections === 'new') {
    if (rate !== undefined && clients !== undefined) {
      const message =
        'with a rate, clients count only where each keeps its connection: add connections: kept';
      return mistakes.add(`${path}.clients`, message, 'not-allowed');
    }
    return 'new';
  }
  if (clients === undefined)
    return mistakes.add(path, 'say by how many clients connections are kept: clients: 20', 'field-missing');
  return isNumberOfClients(clients, path, mistakes) ? { kept: clients } : undefined;
}

function isNumberOfClients(clients: number, path: string, mistakes: Mistakes): boolean {
  if (clients > 0 && clients <= mostClients) return true;
  mistakes.add(`${path}.clients`, `must be from 1 to ${mostClients}`, 'too-much');
  return false;
}

/** Reads a single request; undefined where it cannot be read, which is noted. */
export function readRequest(
  stated: StatedRequest,
  path: string,
  origin: Origin,
  mistakes: Mistakes,
): TimedRequest | undefined {
  const read = readClient(stated, path, origin, mistakes);
  const at = mistakes.reading(`${path}.at`, () => readDuration(stated.at));
  const { expect } = stated;
  const expected =
    expect === undefined ? undefined : readAnswerExpectation(expect, `${path}.expect`, mistakes);
  if (read === undefined || at === undefined) return undefined;
  return {
    name: read.name,
    at,
    request: read.request,
    ...read.client,
    ...(expected === undefined ? {} : { expect: expected }),
  };
}
