import process from 'node:process';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runCampaign, trials } from './campaign.js';
import type { Finding } from './finding.js';
import { findingText } from './report.js';
import { type Trial, trialOf } from './trial.js';

const settings = { runs: 60, seed: 1, seconds: 2 };

describe('whatever is given', () => {
  test.each(trials)('no law is broken by $name', (trial) => {
    const { finding } = trial.run(settings);
    expect(finding && findingText(finding)).toBeUndefined();
  });
});

/** A trial that tries numbers. */
function trialThat(faults: (input: number) => readonly string[]): Trial {
  return trialOf({ name: 'numbers', input: fc.nat(1_000), faults });
}

describe('a trial', () => {
  test('finds the smallest input of which something is wrong', () => {
    const trial = trialThat((input) => (input < 10 ? [] : ['it is odd']));
    const { finding } = trial.run(settings);
    expect(finding).toMatchObject({ input: 10, error: { message: 'it is odd' } });
  });

  test('finds an input for which the target throws', () => {
    const trial = trialThat((input) => {
      if (input >= 10) throw new RangeError('too much');
      return [];
    });
    expect(trial.run(settings).finding).toMatchObject({ input: 10, error: { message: 'too much' } });
  });

  test('finds an input for which the target does not come back', () => {
    const trial = trialThat((input) => {
      for (;;) input.toString();
    });
    expect(trial.run({ runs: 1, seed: 1, seconds: 0.1 }).finding).toMatchObject({
      path: '0',
      error: { message: 'it does not come to an end' },
    });
  });

  test('finds an input that keeps the processor busy', () => {
    const trial = trialThat(() => {
      const before = process.cpuUsage().user;
      while (process.cpuUsage().user - before < 20_000);
      return [];
    });
    expect(trial.run({ runs: 1_000, seed: 1, seconds: 0.01, path: '0' }).finding).toMatchObject({
      error: { message: 'it takes too long' },
    });
  });

  test('finds an input that leaves something in every object', () => {
    const name = 'polluted';
    const trial = trialThat(() => {
      Reflect.defineProperty(Object.prototype, name, { value: 1, configurable: true });
      return [];
    });
    try {
      expect(trial.run(settings).finding).toMatchObject({
        error: { message: 'Object.prototype is polluted' },
      });
    } finally {
      Reflect.deleteProperty(Object.prototype, name);
    }
  });

  test('finds an input again by seed and path', () => {
    const trial = trialThat((input) => (input % 7 === 3 ? ['it is odd'] : []));
    const found = trial.run(settings).finding;
    expect(found).toBeDefined();
    const { path = '' } = found ?? {};
    expect(trial.run({ ...settings, path }).finding).toEqual(found);
  });
});

describe('a campaign', () => {
  test('tries all targets in turn, and tells of findings that are alike once', () => {
    const found: Finding[] = [];
    const good = trialThat(() => []);
    const bad = trialThat(() => ['it is odd']);
    const tallies = runCampaign({
      ...settings,
      trials: [good, bad],
      runs: 250,
      onFinding: (finding) => found.push(finding),
    });
    expect(found).toHaveLength(1);
    expect(tallies.reduce((sum, { runs }) => sum + runs, 0)).toBe(250);
  });
});
