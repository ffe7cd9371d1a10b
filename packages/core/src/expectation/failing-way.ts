import type { Trace } from '../trace/trace.js';
import type { Failure } from './verdict.js';

/** A way that is not as expected, with its share and what it has instead. */
export interface FailingWay {
  readonly probability: number;
  readonly instead: string;
  readonly trace?: Trace;
}

/** One failure of all the ways that fail: what most of them have instead, with one of those. */
export function failureOf(
  failed: Pick<Failure, 'member' | 'of' | 'expected'>,
  ways: readonly FailingWay[],
  nearOf: (way: FailingWay) => string | undefined,
): readonly Failure[] {
  const example = mostFrequent(ways);
  if (example === undefined) return [];
  const { instead, trace } = example;
  const near = nearOf(example);
  return [
    {
      ...failed,
      actual: instead,
      branches: shareOf(ways),
      ...(trace !== undefined && { trace }),
      ...(near !== undefined && { near }),
    },
  ];
}

function mostFrequent(ways: readonly FailingWay[]): FailingWay | undefined {
  const shares = new Map<string, number>();
  for (const { instead, probability } of ways) {
    shares.set(instead, (shares.get(instead) ?? 0) + probability);
  }
  const [most] = [...shares].sort(([, one], [, other]) => other - one);
  return ways.find(({ instead }) => instead === most?.[0]);
}

/** The share of ways together; sums of all come out a little off 1. */
export function shareOf(ways: readonly Pick<FailingWay, 'probability'>[]): number {
  const sum = ways.reduce((share, { probability }) => share + probability, 0);
  return Math.abs(sum - 1) < 1e-9 ? 1 : sum;
}
