import { describe, expect, test } from 'vitest';
import { VirtualClock } from '@kubehop/sim';
import { SyncRunner, type RunnerSettings } from '../../../../packages/sim/src/view/sync-runner.js';

/** Asks at these moments, and tells when runs began and ended: `0-500`. */
function runsOf(settings: Partial<RunnerSettings>, asks: readonly number[]): readonly string[] {
  const clock = new VirtualClock();
  const runs: string[] = [];
  const runner = new SyncRunner(clock, { least: 1_000, burst: 1, takes: () => 0, ...settings }, () => {
    const from = clock.now;
    return () => void runs.push(`${from}-${clock.now}`);
  });
  for (const time of asks) {
    clock.at(time, () => {
      runner.ask();
    });
  }
  clock.advance(60_000);
  return runs;
}

describe('a runner without burst', () => {
  test('runs at once after a pause', () => {
    expect(runsOf({}, [5, 5_000])).toEqual(['5-5', '5000-5000']);
  });

  test('lets what comes too soon wait together', () => {
    expect(runsOf({}, [0, 200, 400, 999])).toEqual(['0-0', '1000-1000']);
  });

  // From the end at 500 on, 1000 ms.
  test('counts the time between two runs from the end of the first', () => {
    expect(runsOf({ takes: () => 500 }, [0, 600])).toEqual(['0-500', '1500-2000']);
  });

  test('runs again for what came while it was running', () => {
    expect(runsOf({ takes: () => 500 }, [0, 100, 200])).toEqual(['0-500', '1500-2000']);
  });

  test('runs as often as it is asked where no time has to pass', () => {
    expect(runsOf({ least: 0 }, [0, 1, 2])).toEqual(['0-0', '1-1', '2-2']);
  });
});

describe('a runner with a burst of two', () => {
  // Two tokens at 0. At 400 there are 0.4: the third waits until 1000 after the last run, at 200.
  test('runs twice at once, then as if there were none', () => {
    expect(runsOf({ burst: 2 }, [0, 200, 400])).toEqual(['0-0', '200-200', '1200-1200']);
  });

  // The tokens after each run: 1 at 0, a thousandth at 1, at 1001 and at 2001. At 2002 there is none.
  test('has one more token for each time between two runs', () => {
    expect(runsOf({ burst: 2 }, [0, 1, 1_001, 2_001, 2_002])).toEqual([
      '0-0',
      '1-1',
      '1001-1001',
      '2001-2001',
      '3001-3001',
    ]);
  });

  test('saves no more tokens than its burst', () => {
    expect(runsOf({ burst: 2 }, [10_000, 10_001, 10_002])).toEqual([
      '10000-10000',
      '10001-10001',
      '11001-11001',
    ]);
  });
});
