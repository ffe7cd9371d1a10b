import type { Bound } from '@kubehop/sim';
import { WrongUse } from '../wrong-use.js';

/** How long something takes, in milliseconds: always the same, or drawn between two bounds. */
export type Delay = number | { readonly from: number; readonly to: number };

const unit: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** More than that is no time of a simulation. */
const longest = 366 * 24 * 3_600_000;

/**
 * Reads `1m30s` as milliseconds.
 *
 * @throws {WrongUse} when these are not whole, or more than a year
 */
export function readDuration(text: string | 0): number {
  if (text === 0) return 0;
  let sum = 0;
  for (const [, number = '', name = ''] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    sum += Number(number) * (unit[name] ?? 0);
  }
  const whole = Math.round(sum);
  if (Math.abs(whole - sum) > 1e-6) throw new WrongUse(`"${text}" is no whole number of milliseconds`);
  if (whole > longest) throw new WrongUse(`"${text}" is more than a year`);
  return whole;
}

/**
 * Reads a time that is more than none.
 *
 * @throws {WrongUse} when it is 0
 */
export function readPositiveDuration(text: string | 0): number {
  const duration = readDuration(text);
  if (duration === 0) throw new WrongUse('must be longer than 0');
  return duration;
}

/** What happens again and again must leave time: otherwise the clock would hardly get on. */
const shortestPeriod = 100;

/**
 * Reads how often something happens.
 *
 * @throws {WrongUse} when it happens all the time
 */
export function readPeriod(text: string | 0): number {
  const period = readDuration(text);
  if (period < shortestPeriod) throw new WrongUse(`must be ${shortestPeriod}ms or longer`);
  return period;
}

/**
 * Reads `1s..5s`, or one time.
 *
 * @throws {WrongUse} when the first time is the longer one
 */
export function readDelay(text: string | 0): Delay {
  if (text === 0) return 0;
  const [from = '', to] = text.split('..');
  const least = readDuration(from === '0' ? 0 : from);
  if (to === undefined) return least;
  const most = readDuration(to);
  if (least > most) throw new WrongUse(`"${text}" ends before it begins: write the shorter time first`);
  return { from: least, to: most };
}

/** Reads a delay, or `drawn`. */
export function readPhase(text: string | 0): Delay | 'drawn' {
  return text === 'drawn' ? text : readDelay(text);
}

/** Reads `100/s` or `30/m`, as requests in a second; a number alone is one. */
export function readRate(rate: string | number): number {
  if (typeof rate === 'number') return rate;
  const [, number = '', name = ''] = /^(\S+?) ?\/ ?(\w)$/.exec(rate) ?? [];
  const perSecond = Number(number) / ((unit[name] ?? NaN) / 1_000);
  if (!(perSecond > 0)) throw new WrongUse('must be more than 0');
  return perSecond;
}

/** Reads `5%` or a number from 0 to 1. */
export function readShare(share: string | number): number {
  if (typeof share === 'number') return share;
  const portion = Number(share.replace(/ ?%$/, '')) / 100;
  if (portion > 1) throw new WrongUse(`"${share}" is more than 100%`);
  return portion;
}

/** The longer ones first: one begins as the other. */
const comparisons = ['<=', '>=', '<', '>', '='] as const;

/** Reads `'<= 3'`, `'>= 99.9%'` or `'< 200ms'`; without a comparison it must be equal. */
export function readBound(bound: string | number): Bound {
  if (typeof bound === 'number') return { comparison: '=', value: bound };
  const comparison = comparisons.find((each) => bound.startsWith(each));
  return { comparison: comparison ?? '=', value: readNumber(bound.slice(comparison?.length ?? 0).trim()) };
}

function readNumber(text: string): number {
  if (text.endsWith('%')) return readShare(text);
  return /[a-z]$/.test(text) ? readDuration(text) : Number(text);
}
