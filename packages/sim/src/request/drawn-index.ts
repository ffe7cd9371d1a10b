import type { Candidate } from '@kubehop/core';
import type { Random } from '../time/random.js';

/** Candidates that were found to be all as likely, or not. */
const evenness = new WeakMap<readonly Candidate[], boolean>();

/** A candidate of a choice by its share. */
export function drawnIndex(candidates: readonly Candidate[], random: Random): number {
  if (isEven(candidates)) return Math.floor(random.next() * candidates.length);
  let rest = random.next();
  for (const [index, { probability }] of candidates.entries()) {
    rest -= probability;
    if (rest < 0) return index;
  }
  return candidates.length - 1;
}

function isEven(candidates: readonly Candidate[]): boolean {
  const known = evenness.get(candidates);
  if (known !== undefined) return known;
  const first = candidates[0]?.probability;
  const found = candidates.every(({ probability }) => probability === first);
  evenness.set(candidates, found);
  return found;
}
