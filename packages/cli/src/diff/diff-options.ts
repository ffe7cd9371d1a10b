import type { Origin } from '@kubehop/core';
import type { PlatformFlags } from '../input/manifest-options.js';

/** The options of `kubehop diff`. */
export interface DiffOptions extends PlatformFlags {
  readonly from?: readonly Origin[];
  readonly afterPlatform?: string;
  readonly afterConfig?: string;
  readonly output: 'text' | 'json' | 'markdown';
}
