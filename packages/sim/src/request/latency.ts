import type { Hop } from '@kubehop/core';
import { drawn, type Delay } from '../time/delay.js';
import type { Random } from '../time/random.js';

/** Milliseconds that a request and its answer spend at the hops of a stage; none unless given. @public */
export type Latency = Readonly<Partial<Record<Hop['stage'], Delay>>>;

/** The time of some hops. */
export function timeOf(latency: Latency, hops: readonly Hop[], random: Random): number {
  let sum = 0;
  for (const { stage } of hops) {
    const delay = latency[stage];
    if (delay !== undefined) sum += drawn(random, delay);
  }
  return sum;
}
