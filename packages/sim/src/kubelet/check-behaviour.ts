import { checkDelay } from '../time/check-delay.js';
import type { Behaviour } from './behaviour.js';

/**
 * Looks whether a process can do what is said of it.
 *
 * @throws {RangeError} when it cannot
 */
export function checkBehaviour(does: Partial<Behaviour>): void {
  const {
    startup = 0,
    latency = 0,
    shutdown = 0,
    status = 200,
    errorStatus = 500,
    errorRate = 0,
    ends,
  } = does;
  for (const [of, delay] of Object.entries({ startup, latency, shutdown })) checkDelay(of, delay);
  for (const [of, code] of Object.entries({ status, errorStatus })) {
    if (!isWhole(code, 100, 599))
      throw new RangeError(`${of} is a status of HTTP from 100 to 599, not ${code}`);
  }
  if (!(errorRate >= 0 && errorRate <= 1))
    throw new RangeError(`errorRate is a share from 0 to 1, not ${errorRate}`);
  if (ends === undefined) return;
  checkDelay('ends.after', ends.after);
  if (!isWhole(ends.code, 0, 255))
    throw new RangeError(`ends.code is the code of a process from 0 to 255, not ${ends.code}`);
}

function isWhole(number: number, least: number, most: number): boolean {
  return Number.isInteger(number) && number >= least && number <= most;
}
