import type { Scenario, TimedLoad } from '@kubehop/sim';
import type { Delay } from './read-value.js';
import type { Mistakes } from './mistakes.js';

/** More requests take hours, and say nothing that fewer do not. */
const mostRequests = 1_000_000_000;

/** From so many requests on somebody should know that it takes minutes. */
export const manyRequests = 100_000_000;

/** Timelines have no more steps. */
const mostSteps = 1_000_000;

/** Notes what is out of order or past the end, and what is too much. */
export function checkTimes(
  { acts = [], requests = [], loads = [], until, step = 1_000 }: Scenario,
  mistakes: Mistakes,
): void {
  for (const [part, entries] of [
    ['acts', acts],
    ['requests', requests],
  ] as const) {
    let last = 0;
    for (const [index, { at }] of entries.entries()) {
      const path = `${part}[${index}].at`;
      if (at >= until) mistakes.add(path, 'is past the end of the scenario: see until', 'out-of-time');
      if (at < last)
        mistakes.add(path, 'is before the one above: write them in the order of time', 'out-of-order');
      last = Math.max(last, at);
    }
  }
  for (const [index, { at = 0, duration = 0 }] of loads.entries()) {
    const path = `loads[${index}]`;
    if (at >= until) mistakes.add(`${path}.at`, 'is past the end of the scenario: see until', 'out-of-time');
    else if (at + duration > until)
      mistakes.add(`${path}.for`, 'goes on past the end of the scenario: see until', 'out-of-time');
  }
  if (until / step > mostSteps)
    mistakes.add('step', `makes more than ${mostSteps} steps up to the end: write a longer one`, 'too-much');
  const count = requestsOf(loads, until);
  if (count > mostRequests)
    mistakes.add(
      'loads',
      `send about ${count.toExponential(1)} requests, more than 10^9: lower their rates`,
      'too-much',
    );
}

/** About how many requests there will be at most. */
export function requestsOf(loads: readonly TimedLoad[], until: number): number {
  return loads.reduce((sum, { arrivals, at = 0, duration = until - at }) => {
    const perSecond =
      arrivals.model === 'closed'
        ? (arrivals.clients * 1_000) / Math.max(1, meanOf(arrivals.think))
        : arrivals.perSecond;
    return sum + (perSecond * duration) / 1_000;
  }, 0);
}

function meanOf(delay: Delay): number {
  return typeof delay === 'number' ? delay : (delay.from + delay.to) / 2;
}
