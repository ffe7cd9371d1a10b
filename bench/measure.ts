/**
 * One of the ways to do the same work: makes ready what it needs and returns the work, which alone is timed.
 *
 * The work returns a number that depends on all of it, so that nothing can be left out.
 */
export type Contender = () => () => number;

/** The median time of each contender in milliseconds, by name. */
export type Times = (name: string) => number;

/**
 * Times contenders against one another.
 *
 * They run round by round, one after the other, each on a clean heap: whatever else the machine does falls on all of
 * them. A first round, which is not counted, warms up.
 * @throws {Error} when the contenders do not return the same number
 */
export function measure(rounds: number, contenders: Readonly<Record<string, Contender>>): Times {
  const entries = Object.entries(contenders).map(([name, contender]) => ({
    name,
    contender,
    times: new Array<number>(),
  }));
  const results = new Map<number, string>();
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, contender, times } of entries) {
      const work = contender();
      globalThis.gc?.();
      const start = performance.now();
      const result = work();
      const elapsed = performance.now() - start;
      results.set(result, name);
      if (round > 0) times.push(elapsed);
    }
  }
  if (results.size !== 1) {
    const told = Array.from(results, ([result, name]) => `${name} ${result}`);
    throw new Error(`the contenders do not agree: ${told.join(', ')}`);
  }
  const medians = new Map(entries.map(({ name, times }) => [name, median(times)]));
  return (name) => {
    const time = medians.get(name);
    if (time === undefined) throw new RangeError(`${name} was not measured`);
    return time;
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
