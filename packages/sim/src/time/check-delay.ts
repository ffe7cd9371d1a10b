import type { Delay } from './delay.js';
import { longTime } from './long-time.js';

/**
 * Looks whether something may take so long.
 *
 * @throws {RangeError} when it may not
 */
export function checkDelay(of: string, delay: Delay): void {
  const bounds = typeof delay === 'number' ? [delay] : [delay.from, delay.to];
  const wrong = bounds.find((bound) => !(bound >= 0 && bound <= longTime));
  if (wrong !== undefined)
    throw new RangeError(
      `${of} is a number of milliseconds from 0 to ${longTime}, or two such bounds, not ${wrong}`,
    );
}
