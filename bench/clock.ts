import { VirtualClock } from '@kubehop/sim';
import { compare } from './measure.js';

const count = 100_000;
// A fixed sequence that looks random (a multiplicative congruential generator), so that every run does the same.
const times = Array.from({ length: count }, (_, index) => (index * 48_271) % 65_537);

/** Appointments on the virtual clock, beside the least that must be done: sort them once and run them. */
export function clockBench(): void {
  compare({
    title: 'sim: 100,000 appointments made and kept',
    count,
    contenders: [
      {
        name: 'VirtualClock',
        run() {
          const clock = new VirtualClock();
          let sum = 0;
          times.forEach((time, order) => clock.at(time, () => (sum = (sum * 31 + order) % 1_000_003)));
          clock.advance(65_537);
          return sum;
        },
      },
      {
        name: 'array, sorted once',
        run() {
          let sum = 0;
          const appointments = times.map((time, order) => ({
            time,
            callback: () => (sum = (sum * 31 + order) % 1_000_003),
          }));
          appointments.sort((a, b) => a.time - b.time);
          for (const { callback } of appointments) callback();
          return sum;
        },
      },
    ],
  });
}
