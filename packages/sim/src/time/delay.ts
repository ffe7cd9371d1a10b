import type { Random } from './random.js';

/** How long something takes, in milliseconds: always the same, or drawn evenly between two bounds. @public */
export type Delay = number | { readonly from: number; readonly to: number };

/** One draw of a delay: a whole number of milliseconds, 0 at least. */
export function drawn(random: Random, delay: Delay): number {
  if (typeof delay === 'number') return Math.max(0, Math.round(delay));
  const { from, to } = delay;
  return from >= to
    ? Math.max(0, Math.round(from))
    : Math.max(0, Math.floor(from + random.next() * (to - from + 1)));
}

/** The first moment from `from` on that a ticker strikes that strikes every `period` since `phase`. */
export function nextTick(from: number, period: number, phase: number): number {
  const behind = (((from - phase) % period) + period) % period;
  return behind === 0 ? from : from + period - behind;
}
