import type { ClusterOptions } from '@kubehop/core';
import type { StatedBehaviour } from './kubelet/behaviour.js';
import type { Latency } from './request/latency.js';
import type { DelayOptions } from './time/delays.js';

/** How a simulation is made; everything has a default. @public */
export interface SimulationOptions extends Pick<ClusterOptions, 'platform' | 'admission'> {
  /** Decides everything that is drawn: the same seed, the same events. 1 unless given. */
  readonly seed?: number;
  /** How long each component takes to learn of things; its own default unless given. */
  readonly delays?: DelayOptions;
  /** What processes do; they listen at once and end at SIGTERM unless said otherwise. */
  readonly behaviours?: readonly StatedBehaviour[];
  /** How long requests spend at each stage; no time unless given. */
  readonly latency?: Latency;
  /**
   * Whether each request of a load is followed through time by itself, even where it can only fare as one before it. What
   * comes of it is the same; it takes longer.
   */
  readonly followsEachRequest?: boolean;
}
