import type { ObjectReference } from '../problem/problem.js';
import type { RuleId } from './rules.js';
import type { SkipCode } from './skips.js';

/**
 * What decided: the rule of the model, and the object and field that made it apply.
 *
 * @public
 */
export interface Rule {
  readonly id: RuleId;
  readonly object?: ObjectReference;
  readonly path?: string;
}

/** A rule that did not apply here, and why. @public */
export interface Skip {
  readonly code: SkipCode;
  readonly object?: ObjectReference;
  readonly path?: string;
  /** The address that the rule was compared with, where it is not the one that the reader expects. */
  readonly address?: string;
}
