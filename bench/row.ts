import type { Comparison } from './comparison.js';
import type { Size } from './size.js';

/** One question that the benchmarks answer. It runs in a process of its own. */
export interface Row {
  readonly id: string;
  readonly run: (size: Size) => readonly Comparison[];
}
