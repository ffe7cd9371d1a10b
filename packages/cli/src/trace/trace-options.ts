import type { Origin } from '@kubehop/core';
import type { ManifestOptions } from '../input/manifest-options.js';
import type { GivenHeader } from './header.js';
import type { TraceFormat } from './trace-format.js';
import type { ResolvedHost } from './resolve.js';

/** The options of `kubehop trace`, read. */
export interface TraceOptions extends ManifestOptions {
  readonly from?: Origin;
  readonly request?: string;
  readonly header?: readonly GivenHeader[];
  readonly location?: true;
  readonly pathAsIs?: true;
  readonly insecure?: true;
  readonly resolve?: readonly ResolvedHost[];
  readonly all?: true;
  readonly seed?: number;
  readonly output: TraceFormat;
  readonly explain?: true;
}
