/** As many numbers as one search looks at. */
const farthest = 65_536;

/**
 * The first free number of `from` up to `to`, both included, from a place on that the seed decides; undefined when
 * none is found. So what one holds does not depend on what others ask for, as long as they don't meet.
 */
export function probe(
  from: number,
  to: number,
  seed: number,
  isFree: (candidate: number) => boolean,
): number | undefined {
  const size = to - from + 1;
  for (let step = 0; step < Math.min(size, farthest); step++) {
    const candidate = from + ((seed + step) % size);
    if (isFree(candidate)) return candidate;
  }
  return undefined;
}
