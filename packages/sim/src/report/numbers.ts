/** A whole number with its digits in threes: `10 000 000`. */
export function countText(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ' ');
}

/** A count and what is counted: `1 request`, `2 requests`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}

/**
 * A share as a percentage, to three places: nothing is rounded up to 100 % that is less, nor down to 0 % that is more.
 */
export function shareText(part: number, whole: number): string {
  if (whole === 0) return '–';
  const thousandths = (part / whole) * 100_000;
  if (part === 0 || part === whole) return part === 0 ? '0 %' : '100 %';
  if (thousandths < 1) return '< 0.001 %';
  // What should be whole may fall a trace short of it in binary.
  return `${(Math.floor(thousandths + 1e-6) / 1_000).toFixed(3)} %`;
}

/** A time in the unit in which it is read most easily: `40 ms`, `1.5 s`, `3 min 20 s`. */
export function timeText(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms) / 1_000;
  if (seconds < 60) return `${String(seconds)} s`;
  const whole = Math.round(seconds);
  const parts = [
    [Math.floor(whole / 3_600), 'h'],
    [Math.floor((whole % 3_600) / 60), 'min'],
    [whole % 60, 's'],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, unit]) => `${number} ${unit}`)
    .join(' ');
}
