import type { Random } from '../time/random.js';
import type { Arrivals } from './load.js';

/** The moments at which an open model sends, in milliseconds from its beginning; more than one may fall into one. */
export interface ArrivalTimes {
  next(): number;
}

/** The arrivals of an open model. */
export function arrivalTimes(arrivals: Exclude<Arrivals, { model: 'closed' }>, random: Random): ArrivalTimes {
  const { perSecond } = arrivals;
  let count = 0;
  let time = 0;
  switch (arrivals.model) {
    case 'constant':
      // Sums of a distance would drift.
      return { next: () => Math.floor((count++ * 1_000) / perSecond) };
    case 'poisson':
      return {
        next: () => {
          time -= (Math.log(1 - random.next()) * 1_000) / perSecond;
          return Math.floor(time);
        },
      };
    default:
      return arrivals satisfies never;
  }
}
