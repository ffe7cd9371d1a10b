import type { FindingCode, FindingSeverity } from '@kubehop/core/analysis';
import type { ManifestOptions } from '../input/manifest-options.js';

/** The options of `kubehop lint`. */
export interface LintOptions extends ManifestOptions {
  readonly only?: readonly FindingCode[];
  readonly skip?: readonly FindingCode[];
  readonly failOn: FindingSeverity | 'never';
  readonly output: 'text' | 'json' | 'markdown';
}
