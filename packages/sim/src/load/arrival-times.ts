import type { Random } from '../time/random.js';
import type { Arrivals } from './load.js';

/** The moments at which an open model sends, in milliseconds from its beginning; more than one may fall into one. */
export interface ArrivalTimes {
  next(): number;
}

/** The arrivals of an open model. */
export function arrivalTimes(arrivals: Exclude<Arrivals, { model: 'closed' }>, random: Random): ArrivalTimes {
  const mean = 1_000 / arrivals.perSecond;
  let count = 0;
  let time = 0;
  switch (arrivals.model) {
    case 'constant':
      return { next: () => Math.floor(count++ * mean) };
    case 'poisson':
      return {
        next: () => {
          time -= Math.log(1 - random.next()) * mean;
          return Math.floor(time);
        },
      };
    default:
      return arrivals satisfies never;
  }
}
