import { describe, expect, test } from 'vitest';
import type { Probe } from '@kubehop/core';
import { VirtualClock } from '@kubehop/sim';
import { Prober, type Finding } from '../../../../packages/sim/src/kubelet/prober.js';

/** A probe of every 10 s, of which three failures or one success decide. */
const usual: Probe = {
  handler: { kind: 'tcpSocket', port: 8080 },
  initialDelaySeconds: 0,
  periodSeconds: 10,
  timeoutSeconds: 1,
  successThreshold: 1,
  failureThreshold: 3,
} as unknown as Probe;

/** A prober whose container runs from 0 on, with what it has turned to: `true@20000`. */
function proberOf(probe: Partial<Probe> = {}, { phase = 0, passes = false } = {}) {
  const clock = new VirtualClock();
  const turns: string[] = [];
  const container = { startedAt: 0 as number | undefined, isDue: true, found: 'passes' as Finding };
  const prober = new Prober(clock, { ...usual, ...probe }, phase, passes, {
    startedAt: () => container.startedAt,
    isDue: () => container.isDue,
    find: () => container.found,
    turned: (now) => void turns.push(`${now}@${clock.now}`),
  });
  const find = (found: Finding): void => {
    container.found = found;
    prober.wake();
  };
  return { clock, prober, turns, container, find };
}

describe('a probe', () => {
  test('passes at the first tick of its own ticker', () => {
    const { clock, prober, turns } = proberOf({}, { phase: 3_000 });
    prober.wake();
    clock.advance(2_999);
    expect(turns).toEqual([]);
    clock.advance(1);
    expect(turns).toEqual(['true@3000']);
  });

  test('does not look while there is nothing new to find', () => {
    const { clock, prober } = proberOf();
    prober.wake();
    clock.advance(3_600_000);
    expect(prober.looks).toBe(1);
    expect(clock.next).toBeUndefined();
  });

  // Ticks 20, 30, 40 after a fault at 12.
  test('turns after threshold failures in a row, refused ones at once', () => {
    const { clock, prober, turns, find } = proberOf();
    prober.wake();
    clock.advance(12_000);
    find('fails');
    clock.advance(60_000);
    expect(turns).toEqual(['true@0', 'false@40000']);
  });

  test('waits for the timeout of each probe that gets no answer', () => {
    const { clock, prober, turns, find } = proberOf();
    prober.wake();
    clock.advance(12_000);
    find('silence');
    clock.advance(60_000);
    expect(turns).toEqual(['true@0', 'false@41000']);
  });

  // Fails at 10 and 20, passes at 30, and fails from 40 on: 40, 50, 60.
  test('counts anew after one result that says otherwise', () => {
    const { clock, prober, turns, find } = proberOf();
    prober.wake();
    clock.advance(1_000);
    find('fails');
    clock.advance(24_000);
    find('passes');
    clock.advance(10_000);
    find('fails');
    clock.advance(60_000);
    expect(turns).toEqual(['true@0', 'false@60000']);
  });

  test('asks for successes in a row too', () => {
    const { clock, prober, turns } = proberOf({ successThreshold: 3 });
    prober.wake();
    clock.advance(60_000);
    expect(turns).toEqual(['true@20000']);
  });

  // The container has run for 15 whole seconds at 15: the first tick from then on is 20.
  test('looks no sooner than its initial delay after the start', () => {
    const { clock, prober, turns } = proberOf({ initialDelaySeconds: 15 });
    prober.wake();
    clock.advance(60_000);
    expect(turns).toEqual(['true@20000']);
    expect(prober.looks).toBe(1);
  });

  test('looks only when it is due', () => {
    const { clock, prober, container } = proberOf();
    container.isDue = false;
    prober.wake();
    clock.advance(30_000);
    expect(prober.looks).toBe(0);
    container.isDue = true;
    clock.advance(10_000);
    expect(prober.looks).toBe(1);
  });

  test('looks besides its ticks when it is told to', () => {
    const { clock, prober, turns } = proberOf({}, { phase: 9_000 });
    clock.advance(2_000);
    prober.lookNow();
    expect(turns).toEqual(['true@2000']);
  });

  // Each probe waits for 7 s. The tick at 5 strikes meanwhile and counts at 7; that of 10 at 14.
  test('takes a tick that struck while it was waiting once it waits no more', () => {
    const { clock, prober, container, turns } = proberOf({ periodSeconds: 5, timeoutSeconds: 7 });
    container.found = 'silence';
    prober.wake();
    clock.advance(14_000);
    expect(prober.looks).toBe(3);
    clock.advance(60_000);
    expect(turns).toEqual(['false@21000']);
  });

  test('forgets what it found of a container when there is another', () => {
    const { clock, prober, turns, find, container } = proberOf();
    prober.wake();
    clock.advance(1_000);
    find('fails');
    clock.advance(25_000);
    container.startedAt = clock.now;
    prober.restart(false);
    clock.advance(30_000);
    // Two failures of the old one, at 10 and 20, do not count: 30, 40, 50 do.
    expect(turns).toEqual(['true@0', 'false@50000']);
  });

  test('is held back from a container that is being ended, until there is another', () => {
    const { clock, prober, container, find } = proberOf();
    prober.wake();
    clock.advance(1_000);
    prober.hold();
    find('fails');
    clock.advance(60_000);
    expect(prober.looks).toBe(1);
    container.startedAt = clock.now;
    prober.restart(true);
    clock.advance(10_000);
    expect(prober.looks).toBe(2);
  });

  test('looks no more once it has stopped', () => {
    const { clock, prober, turns, find } = proberOf();
    prober.wake();
    clock.advance(1_000);
    find('silence');
    clock.advance(9_500);
    prober.stop();
    clock.advance(60_000);
    expect(turns).toEqual(['true@0']);
    expect(prober.looks).toBe(2);
  });

  test('does not count an answer that a container no longer waits for', () => {
    const { clock, prober, turns, container, find } = proberOf({ failureThreshold: 1 });
    prober.wake();
    clock.advance(1_000);
    find('silence');
    clock.advance(9_500);
    container.startedAt = undefined;
    clock.advance(60_000);
    expect(turns).toEqual(['true@0']);
  });
});
