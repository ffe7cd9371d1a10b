import type { ManifestOptions } from '../input/manifest-options.js';

/** How a simulation is told. */
export const simulateFormats = ['text', 'json', 'html'] as const;

/** One of the {@link simulateFormats}. */
export type SimulateFormat = (typeof simulateFormats)[number];

/** The options of `kubehop simulate`, read. */
export interface SimulateOptions extends ManifestOptions {
  readonly seed?: number;
  readonly output: SimulateFormat;
}
