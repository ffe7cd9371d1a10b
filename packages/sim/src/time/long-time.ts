/** Some thirty years, in milliseconds. What objects and people may write goes further than a clock can show. */
export const longTime = 1e12;

/** Milliseconds of some seconds, as far as they matter. */
export function millisecondsOf(seconds: number): number {
  return Math.min(seconds * 1_000, longTime);
}
