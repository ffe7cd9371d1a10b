import * as fc from 'fast-check';
import { type Finding, LawBroken } from './finding.js';
import type { Tally } from './trial.js';

/** No more of an input is shown: it may be as long as inputs come. */
const longest = 4_000;

/** A finding: what broke, with which input, and how to see it again. */
export function findingText({ target, seed, path, input, error }: Finding): string {
  return [
    `${target}: ${errorText(error)}`,
    `  input: ${inputText(input)}`,
    `  again: npm run fuzz -- --only ${target} --seed ${seed} --path ${path}`,
  ].join('\n');
}

/** How many inputs each target had, and how long they took. */
export function tallyText(tallies: readonly Tally[]): string {
  return [...new Set(tallies.map(({ target }) => target))]
    .map((name) => {
      const own = tallies.filter(({ target }) => target === name);
      const total = (of: (tally: Tally) => number): number => own.reduce((sum, tally) => sum + of(tally), 0);
      const runs = total((tally) => tally.runs);
      const time = total((tally) => tally.seconds).toFixed(1);
      const { slowest } = own.reduce((one, other) =>
        other.slowest.seconds > one.slowest.seconds ? other : one,
      );
      const where = `--only ${name} --seed ${slowest.seed} --path ${slowest.path}`;
      return `${name}: ${runs} runs in ${time} s; the slowest ${slowest.seconds.toFixed(2)} s of processor time, ${where}`;
    })
    .join('\n');
}

/** What went wrong; for an error of the model also where. */
function errorText(error: unknown): string {
  if (!(error instanceof Error) || error instanceof LawBroken) return String(error);
  const places = (error.stack ?? '').split('\n').filter((line) => /^ +at .*packages\//.test(line));
  return [String(error), ...places.slice(0, 8)].join('\n');
}

function inputText(input: unknown): string {
  try {
    const text = fc.stringify(input);
    return text.length > longest ? `${text.slice(0, longest)} … (${text.length} characters)` : text;
  } catch {
    return 'nested too deep to be shown';
  }
}
