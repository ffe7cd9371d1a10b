import type { Cluster } from '../cluster/cluster.js';
import type { Memory } from '../step/memory.js';
import { done } from '../step/result.js';
import type { Flight, Step, Views } from '../step/step.js';
import { advance } from './advance.js';
import { carryDns } from './carry-dns.js';
import { depart } from './start.js';

/** No request makes more hops: what does is going in circles. */
const mostHops = 64;

/** Views in which every component believes the same cluster. */
export function sameViews(cluster: Cluster): Views {
  return { of: () => cluster };
}

/** One step onwards from a flight, bounded; `hops` counts those made so far. */
export function walkOn(views: Views, memory: Memory, flight: Flight, hops: number): Step {
  if (hops > mostHops) {
    return done([], {
      kind: 'unknown',
      missing: 'loop',
      place: { kind: 'network' },
      cause: {
        code: 'request-loops',
        message: `The request made ${hops} hops without arriving: two proxies send it to each other.`,
        fix: 'Look at the repeating hops and break the circle.',
      },
    });
  }
  const step = advance(views, memory, flight, carryDns);
  return flight.at.kind === 'client' ? afterResolution(views, step) : step;
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
