import * as fc from 'fast-check';
import type { Cluster } from '@kubehop/core';
import type { Act } from '../act/act.js';

/** One step of something that is done. */
export interface Step {
  /** Milliseconds after its first step. */
  readonly after: number;
  readonly title: string;
  readonly of: (cluster: Cluster) => Act | undefined;
}

/** Something that is done, in one step, or in two where what has failed comes back. */
export type Plan = readonly Step[];

/** A plan of one act, whatever the cluster is like by then. */
export function once(title: string, act: Act): Plan {
  return [{ after: 0, title, of: () => act }];
}

/** A plan of one act that is found in the cluster of its time. */
export function onceIn(title: string, of: (cluster: Cluster) => Act | undefined): Plan {
  return [{ after: 0, title, of }];
}

/** How long something lasts that ends by itself: some seconds, or long enough that all learn of it. */
export const lasting: fc.Arbitrary<number> = fc.oneof(
  { withCrossShrink: true },
  fc.integer({ min: 1, max: 20_000 }),
  fc.integer({ min: 20_000, max: 600_000 }),
);

/** One of a list; nothing where it is empty. */
export function oneOf<T>(list: readonly T[]): readonly fc.Arbitrary<T>[] {
  return list.length === 0 ? [] : [fc.constantFrom(...list)];
}
