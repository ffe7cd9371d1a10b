import { describe, expect, test } from 'vitest';
import {
  readBound,
  readDelay,
  readDuration,
  readPeriod,
  readPhase,
  readPositiveDuration,
  readRate,
  readShare,
} from '../../../../packages/cli/src/simulate/read-value.js';
import { WrongUse } from '../../../../packages/cli/src/wrong-use.js';

describe('a time', () => {
  test.each([
    ['250ms', 250],
    ['1.5s', 1_500],
    ['1m30s', 90_000],
    ['2h', 7_200_000],
    ['1h1m1s1ms', 3_661_001],
    ['0.1s', 100],
    ['0s', 0],
  ])('%s is %d ms', (text, ms) => {
    expect(readDuration(text)).toBe(ms);
  });

  test('0 is none', () => {
    expect(readDuration(0)).toBe(0);
  });

  test.each(['1.5ms', '0.0001s'])('%s is no whole number of milliseconds', (text) => {
    expect(() => readDuration(text)).toThrow('is no whole number of milliseconds');
  });

  test.each(['9000h', '999999999999999999999h'])('%s is more than a year', (text) => {
    expect(() => readDuration(text)).toThrow(`"${text}" is more than a year`);
  });

  test('of which there must be some is not 0', () => {
    expect(readPositiveDuration('1ms')).toBe(1);
    expect(() => readPositiveDuration(0)).toThrow(WrongUse);
    expect(() => readPositiveDuration('0s')).toThrow('must be longer than 0');
  });

  test('at which something happens again and again leaves the others time', () => {
    expect(readPeriod('100ms')).toBe(100);
    expect(() => readPeriod('99ms')).toThrow('must be 100ms or longer');
    expect(() => readPeriod(0)).toThrow(WrongUse);
  });
});

describe('a delay', () => {
  test.each([
    ['5s', 5_000],
    ['1s..5s', { from: 1_000, to: 5_000 }],
    ['0..100ms', { from: 0, to: 100 }],
    ['1s..1s', { from: 1_000, to: 1_000 }],
  ])('%s', (text, delay) => {
    expect(readDelay(text)).toEqual(delay);
  });

  test('ends after it begins', () => {
    expect(() => readDelay('5s..1s')).toThrow('"5s..1s" ends before it begins');
  });

  test.each([
    ['drawn', 'drawn'],
    [0, 0],
    ['2s', 2_000],
    ['0..2s', { from: 0, to: 2_000 }],
  ] as const)('as a phase is %j', (text, phase) => {
    expect(readPhase(text)).toEqual(phase);
  });
});

describe('a rate', () => {
  test.each([
    ['100/s', 100],
    ['30/m', 0.5],
    ['36 / h', 0.01],
    ['0.5/s', 0.5],
    [20, 20],
  ])('%s is %d a second', (text, perSecond) => {
    expect(readRate(text)).toBeCloseTo(perSecond, 12);
  });

  test('is more than nothing', () => {
    expect(() => readRate('0/s')).toThrow('must be more than 0');
  });
});

describe('a share', () => {
  test.each([
    ['5%', 0.05],
    ['99.9 %', 0.999],
    [0.25, 0.25],
  ])('%s is %d', (text, share) => {
    expect(readShare(text)).toBeCloseTo(share, 12);
  });

  test('is at most all', () => {
    expect(() => readShare('101%')).toThrow('"101%" is more than 100%');
  });
});

describe('a bound', () => {
  test.each([
    ['<= 3', '<=', 3],
    ['<3', '<', 3],
    ['>= 99.9%', '>=', 0.999],
    ['100%', '=', 1],
    ['> 0', '>', 0],
    ['= 5s', '=', 5_000],
    ['< 200ms', '<', 200],
    ['< 1.5', '<', 1.5],
    [0, '=', 0],
  ] as const)('%s', (text, comparison, value) => {
    expect(readBound(text)).toEqual({ comparison, value: expect.closeTo(value, 12) as number });
  });
});
