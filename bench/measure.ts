import { loadavg } from 'node:os';

/** One of the ways to do the same work. It returns something that depends on all of it, so that nothing is left out. */
export interface Contender {
  readonly name: string;
  readonly run: () => number;
}

/** A question that a benchmark answers: how much faster than the anchor. The anchor is the last contender. */
export interface Comparison {
  readonly title: string;
  /** Pieces of work in one run. */
  readonly count: number;
  readonly contenders: readonly Contender[];
}

const rounds = 7;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/**
 * Runs the contenders round by round, one after the other, so that whatever else the machine does falls on all of
 * them; prints the median rate of each and, last, its ratio to the anchor. Only the ratio is worth comparing.
 */
export function compare({ title, count, contenders }: Comparison): void {
  const times = contenders.map((): number[] => []);
  const results = new Set<number>();
  for (let round = -1; round < rounds; round++) {
    contenders.forEach(({ run }, index) => {
      globalThis.gc?.();
      const start = performance.now();
      results.add(run());
      const elapsed = performance.now() - start;
      if (round >= 0) times[index]?.push(elapsed); // the first round warms up
    });
  }
  if (results.size !== 1)
    throw new Error(`${title}: the contenders do not agree: ${[...results].join(', ')}`);

  const medians = times.map(median);
  const anchor = medians.at(-1) ?? Number.NaN;
  console.log(`\n${title} (load ${loadavg()[0]?.toFixed(1)})`);
  contenders.forEach(({ name }, index) => {
    const ms = medians[index] ?? Number.NaN;
    const rate = Math.round((count / ms) * 1000).toLocaleString('en');
    console.log(`  ${name.padEnd(40)} ${rate.padStart(14)}/s  x${(anchor / ms).toFixed(2)}`);
  });
}
