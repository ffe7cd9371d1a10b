import type { Delay } from './delay.js';

/** Some thirty years: what takes longer is no delay, and leads past what a clock can show. */
const longest = 1e12;

/**
 * Looks whether something may take so long.
 *
 * @throws {RangeError} when it may not
 */
export function checkDelay(of: string, delay: Delay): void {
  const bounds = typeof delay === 'number' ? [delay] : [delay.from, delay.to];
  const wrong = bounds.find((bound) => !(bound >= 0 && bound <= longest));
  if (wrong !== undefined)
    throw new RangeError(
      `${of} is a number of milliseconds from 0 to ${longest}, or two such bounds, not ${wrong}`,
    );
}
