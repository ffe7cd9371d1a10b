import { describe, expect, test } from 'vitest';
import { VirtualClock } from '@kubehop/sim';
import {
  checkSettings,
  TargetCheck,
  type Answer,
} from '../../../../packages/sim/src/balancer/target-check.js';

const second = 1_000;

/** A check of every 10 s that waits for 5, of which two say that a target is ill, and three that it is well. */
const settings = { interval: 10 * second, timeout: 5 * second, healthy: 3, unhealthy: 2 };

function checkOf(given: Partial<typeof settings> = {}, { phase = 0, isHealthy = true } = {}) {
  const clock = new VirtualClock();
  const turns: string[] = [];
  let answer: Answer = isHealthy ? 'passes' : 'fails';
  const check = new TargetCheck(
    clock,
    { ...settings, ...given },
    phase,
    isHealthy,
    () => answer,
    () => void turns.push(`${check.isHealthy}@${clock.now}`),
  );
  const meet = (met: Answer): void => {
    answer = met;
    check.wake();
  };
  return { clock, check, turns, meet };
}

describe('the health check of a target', () => {
  test('does not look while there is nothing new to find', () => {
    const { clock, check } = checkOf();
    check.wake();
    expect(clock.next).toBeUndefined();
  });

  // Looks at 10 and 20 are refused at once.
  test('finds an ill target by as many failures in a row as it asks for', () => {
    const { clock, turns, meet } = checkOf();
    clock.advance(1 * second);
    meet('fails');
    clock.advance(60 * second);
    expect(turns).toEqual([`false@${20 * second}`]);
  });

  test('waits for an answer until its timeout', () => {
    const { clock, turns, meet } = checkOf();
    clock.advance(1 * second);
    meet('silence');
    clock.advance(60 * second);
    expect(turns).toEqual([`false@${25 * second}`]);
  });

  test('stands anywhere in its period', () => {
    const { clock, turns, meet } = checkOf({}, { phase: 7 * second });
    clock.advance(1 * second);
    meet('fails');
    clock.advance(60 * second);
    expect(turns).toEqual([`false@${17 * second}`]);
  });

  // Fails at 10, passes at 20, fails at 30 and 40.
  test('counts anew after one answer that says otherwise', () => {
    const { clock, turns, meet } = checkOf();
    clock.advance(1 * second);
    meet('fails');
    clock.advance(14 * second);
    meet('passes');
    clock.advance(10 * second);
    meet('fails');
    clock.advance(60 * second);
    expect(turns).toEqual([`false@${40 * second}`]);
  });

  test('finds that a target is well again, or new, by the answers that this takes', () => {
    const { clock, turns, meet } = checkOf({}, { isHealthy: false });
    meet('passes');
    clock.advance(60 * second);
    expect(turns).toEqual([`true@${20 * second}`]);
  });

  test('says nothing once it is closed', () => {
    const { clock, check, turns, meet } = checkOf();
    clock.advance(1 * second);
    meet('silence');
    clock.advance(20 * second);
    check.close();
    clock.advance(60 * second);
    expect(turns).toEqual([]);
  });
});

describe('the settings of a check', () => {
  test('are those of the probe in milliseconds', () => {
    expect(checkSettings({ intervalSeconds: 8, timeoutSeconds: 1, healthy: 1, unhealthy: 3 })).toEqual({
      interval: 8 * second,
      timeout: 1 * second,
      healthy: 1,
      unhealthy: 3,
    });
  });

  test('are a look every ten seconds where no source says more', () => {
    expect(checkSettings({})).toEqual({ interval: 10 * second, timeout: 0, healthy: 1, unhealthy: 1 });
  });
});
