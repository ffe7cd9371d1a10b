import type { OpenChoice } from '@kubehop/core';
import type { Random } from '../time/random.js';

/** A candidate of a choice by its share. */
export function drawnIndex({ candidates }: OpenChoice, random: Random): number {
  let rest = random.next();
  for (const [index, { probability }] of candidates.entries()) {
    rest -= probability;
    if (rest < 0) return index;
  }
  return candidates.length - 1;
}
