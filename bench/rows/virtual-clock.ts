import { VirtualClock } from '@kubehop/sim';
import { compare, perSecond } from '../comparison.js';
import { randomNumbers } from '../data/random.js';
import { measure } from '../measure.js';
import type { Row } from '../row.js';

const longest = 65_537;

/** Appointments on the virtual clock, beside the least that must be done: sort them once and keep them. */
export const virtualClock: Row = {
  id: 'S1',
  run({ rounds, appointments }) {
    const random = randomNumbers(1);
    const times = Array.from({ length: appointments }, () => random.below(longest));
    const ms = measure(rounds, {
      kubehop: () => () => {
        const clock = new VirtualClock();
        let sum = 0;
        times.forEach((time, order) => clock.at(time, () => (sum = (sum * 31 + order) % 1_000_003)));
        clock.advance(longest);
        return sum;
      },
      'array, sorted once': () => () => {
        let sum = 0;
        const kept = times.map((time, order) => ({
          time,
          callback: () => (sum = (sum * 31 + order) % 1_000_003),
        }));
        kept.sort((a, b) => a.time - b.time);
        for (const { callback } of kept) callback();
        return sum;
      },
    });
    const rate = (name: string): number => perSecond(appointments, ms(name));
    const anchor = 'array, sorted once';
    return [
      compare({
        title: `virtual clock: ${appointments} appointments made and kept`,
        unit: 'appointments/s',
        ours: rate('kubehop'),
        anchor: { name: anchor, value: rate(anchor) },
      }),
    ];
  },
};
