import type { ManifestOptions } from '../input/manifest-options.js';
import type { ReporterName } from './reporter/reporter.js';
import type { Shard } from './shard.js';

/** The options of `kubehop test`, read. */
export interface TestOptions extends ManifestOptions {
  readonly reporter: ReporterName;
  readonly filter?: string;
  readonly shard?: Shard;
  readonly coverage?: true;
  /** In percent. */
  readonly failUnder?: number;
  readonly watch?: true;
}
