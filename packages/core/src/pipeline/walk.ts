import type { Cluster } from '../cluster/cluster.js';
import type { DnsArrival, DnsCarrier } from '../dns/carrier.js';
import type { Memory } from '../step/memory.js';
import { done } from '../step/result.js';
import type { Flight, Interception, Step, Views } from '../step/step.js';
import type { Outcome } from '../trace/outcome.js';
import { advance, prepend } from './advance.js';
import { eachEnd } from './each-end.js';
import { depart } from './start.js';
import { throughProxy } from './through-proxy.js';

/** No request makes more hops: what does is going in circles. */
const mostHops = 64;

const viewsOf = new WeakMap<Cluster, Views>();

/** Views in which every component believes the same cluster; the same ones for each cluster. */
export function sameViews(cluster: Cluster): Views {
  let views = viewsOf.get(cluster);
  if (views === undefined) {
    views = { of: () => cluster };
    viewsOf.set(cluster, views);
  }
  return views;
}

/** One step onwards from a flight, bounded; `hops` counts those made so far. */
export function walkOn(views: Views, memory: Memory, flight: Flight, hops: number): Step {
  if (hops > mostHops) return done([], circle(hops));
  const obstacle = views.reality?.obstacle(flight);
  const step = obstacle === undefined ? advance(views, memory, flight, carryDns) : done([], obstacle);
  const onwards = flight.at.kind === 'client' ? afterResolution(views, step) : step;
  return flight.interception === undefined ? onwards : afterAnswer(flight.interception, onwards);
}

/** Where a request ends, the proxy that sent it may go on in place of the answer. */
function afterAnswer(interception: Interception, step: Step): Step {
  switch (step.kind) {
    case 'next':
      return step;
    case 'choose':
      return { ...step, take: (index, choice) => afterAnswer(interception, step.take(index, choice)) };
    case 'done': {
      const { hops, outcome, assumptions } = step;
      const seen = throughProxy(interception.proxy, outcome, undefined);
      const instead = seen.kind === 'response' ? interception.insteadOf(seen.status) : undefined;
      const { outer } = interception;
      if (instead !== undefined) {
        return prepend(outer === undefined ? instead : afterAnswer(outer, instead), hops, assumptions);
      }
      return outer === undefined ? step : afterAnswer(outer, step);
    }
    default:
      return step satisfies never;
  }
}

function circle(hops: number): Outcome {
  return {
    kind: 'unknown',
    missing: 'loop',
    place: { kind: 'network' },
    cause: {
      code: 'request-loops',
      message: `The request made ${hops} hops without arriving: proxies send it to each other.`,
      fix: 'Look at the hops that repeat, and break the circle.',
    },
  };
}

/** Once a name has become an address, the flight leaves its client. */
function afterResolution(views: Views, step: Step): Step {
  switch (step.kind) {
    case 'done':
      return step;
    case 'next':
      return { ...step, flight: depart(views, step.flight, step.flight.packet.destination.address) };
    case 'choose':
      return { ...step, take: (index, choice) => afterResolution(views, step.take(index, choice)) };
    default:
      return step satisfies never;
  }
}

/**
 * Carries a query to its name server by the same components that carry every packet, and adds up where it arrives.
 *
 * A pod that a query reaches is the DNS server: what its process answers is the business of the DNS component.
 */
const carryDns: DnsCarrier = (views, memory, query) => {
  const arrivals = new Map<string, { readonly outcome: Outcome; probability: number }>();
  const add = (outcome: Outcome, probability: number): void => {
    const key = JSON.stringify([outcome.kind, outcome.place, outcome.cause.code]);
    const known = arrivals.get(key);
    if (known === undefined) arrivals.set(key, { outcome, probability });
    else known.probability += probability;
  };
  const departed = depart(views, query, query.packet.destination.address);
  eachEnd(
    walkOn(views, memory, departed, 0),
    (next, hops) => walkOn(views, next.memory, next.flight, hops),
    ({ outcome }, probability) => add(outcome, probability),
  );
  return [...arrivals.values()].map(({ outcome, probability }): DnsArrival => ({ outcome, probability }));
};
