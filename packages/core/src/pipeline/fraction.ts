import type { Candidate } from '../step/step.js';

/** A share as a fraction in its lowest terms: sums of many of them stay exact. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** The whole. */
export const whole: Fraction = { numerator: 1n, denominator: 1n };

/** The share of one of several candidates: exactly one in n where all are equally likely. */
export function shareOf(candidates: readonly Candidate[], { probability }: Candidate): Fraction {
  return candidates.every((candidate) => candidate.probability === probability)
    ? { numerator: 1n, denominator: BigInt(candidates.length) }
    : fractionOf(probability);
}

/** Both at once. */
export function times(one: Fraction, other: Fraction): Fraction {
  return lowest(one.numerator * other.numerator, one.denominator * other.denominator);
}

/** One or the other. */
export function plus(one: Fraction, other: Fraction): Fraction {
  return lowest(
    one.numerator * other.denominator + other.numerator * one.denominator,
    one.denominator * other.denominator,
  );
}

/** The number nearest to a fraction, as near as two roundings come. */
export function toNumber({ numerator, denominator }: Fraction): number {
  // Beyond this many binary digits a number would be infinite.
  const excess = BigInt(Math.max(0, denominator.toString(2).length - 1000));
  return Number(numerator >> excess) / Number(denominator >> excess);
}

/** Every floating-point number between 0 and 1 is a whole number of powers of one half. */
function fractionOf(probability: number): Fraction {
  if (!Number.isFinite(probability)) throw new RangeError(`${probability} is no probability`);
  let numerator = probability;
  let denominator = 1n;
  while (!Number.isInteger(numerator)) {
    numerator *= 2;
    denominator *= 2n;
  }
  return lowest(BigInt(numerator), denominator);
}

function lowest(numerator: bigint, denominator: bigint): Fraction {
  let divisor = denominator;
  let rest = numerator;
  while (rest !== 0n) [divisor, rest] = [rest, divisor % rest];
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}
