import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { VirtualClock } from '@kubehop/sim';

// Few different times, so that ties are common.
const times = fc.array(fc.nat(20), { maxLength: 50 });

function runIn(steps: readonly number[], appointments: readonly number[]): string[] {
  const clock = new VirtualClock();
  const log: string[] = [];
  appointments.forEach((time, order) => clock.at(time, () => log.push(`${order} at ${clock.now}`)));
  for (const step of steps) clock.advance(step);
  return log;
}

describe('VirtualClock', () => {
  test.prop([times])('runs appointments as a stable sort by time would put them', (appointments) => {
    const expected = appointments
      .map((time, order) => ({ time, order }))
      .sort((a, b) => a.time - b.time)
      .map(({ time, order }) => `${order} at ${time}`);
    expect(runIn([20], appointments)).toEqual(expected);
  });

  test.prop([times, fc.array(fc.nat(5), { minLength: 1 })])(
    'does the same in one leap as in many steps',
    (appointments, steps) => {
      const whole = steps.reduce((sum, step) => sum + step, 0);
      expect(runIn(steps, appointments)).toEqual(runIn([whole], appointments));
    },
  );
});
