import type { CauseCode, Origin } from '@kubehop/core';
import type { ExpectedOutcome, StatusClass } from '@kubehop/core/matchers';
import type { ManifestOptions } from '../input/manifest-options.js';

/** Which requests something must hold for, as the command line says. */
export interface RequestOptions {
  readonly from?: readonly (Origin | 'anywhere')[];
  readonly under?: readonly string[];
  readonly host?: readonly string[];
  readonly path?: readonly string[];
  readonly port?: readonly number[];
  readonly notPath?: readonly string[];
}

/** What must hold, as the command line says. */
export interface PropertyOptions {
  readonly reaches?: readonly string[];
  readonly neverReaches?: readonly string[];
  readonly status?: number | StatusClass;
  readonly outcome?: ExpectedOutcome;
  readonly cause?: CauseCode;
  readonly sourceAtPod?: 'client' | 'node';
  readonly certificate?: string;
}

/** The options of `kubehop prove`. */
export interface ProveOptions extends ManifestOptions, RequestOptions, PropertyOptions {
  readonly output: 'text' | 'json';
}
