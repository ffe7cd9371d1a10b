const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Distances that are read easily. */
const distances = [
  1,
  2,
  5,
  10,
  20,
  50,
  100,
  200,
  500,
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * second),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute),
  ...[1, 2, 3, 6, 12, 24].map((hours) => hours * hour),
];

/** A stretch of time and where it is drawn. */
export interface TimeScale {
  readonly from: number;
  readonly until: number;
  readonly left: number;
  readonly right: number;
}

/** Where a moment is drawn. */
export function xOf({ from, until, left, right }: TimeScale, time: number): number {
  return left + ((time - from) * (right - left)) / Math.max(1, until - from);
}

/** Round moments, so many at most. */
export function ticksOf({ from, until }: TimeScale, most: number): readonly number[] {
  const least = (until - from) / most;
  const day = 24 * hour;
  const distance = distances.find((each) => each >= least) ?? Math.ceil(least / day) * day;
  const ticks: number[] = [];
  for (let time = Math.ceil(from / distance) * distance; time <= until; time += distance) ticks.push(time);
  return ticks;
}
