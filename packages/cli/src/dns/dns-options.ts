import type { Origin } from '@kubehop/core';
import type { QuestionType } from '@kubehop/core/components';
import type { ManifestOptions } from '../input/manifest-options.js';

/** The options of `kubehop dns`, read. */
export interface DnsOptions extends ManifestOptions {
  readonly from?: Origin;
  readonly type?: QuestionType;
  readonly output: 'text' | 'json';
}
