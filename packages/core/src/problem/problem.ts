import type { ProblemCode } from './codes.js';

/**
 * Names one Kubernetes object.
 *
 * Text that could not be read as an object is named as `{ kind: 'Document', name: 'shop.yaml#3' }`.
 * @public
 */
export interface ObjectReference {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** How much a problem matters: an `error` leaves the object out, a `warning` may change answers, a `notice` informs. @public */
export type Severity = 'error' | 'warning' | 'notice';

/** A place in a text that a user wrote; `line` counts from 1. @public */
export interface SourcePosition {
  readonly file?: string;
  readonly line: number;
}

/**
 * Something wrong, doubtful or not understood in what the user gave, as data.
 *
 * @public
 * @example
 * cluster.problems.filter((problem) => problem.severity === 'error');
 */
export interface Problem {
  /** Stable: adding a code is a minor version, changing one a major version. */
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly object: ObjectReference;
  /** The field in Kubernetes' own spelling, `spec.ports[0].nodePort`; `.` is the object as a whole. */
  readonly path: string;
  /** What is wrong, in Kubernetes' own words where it has some. */
  readonly message: string;
  /** What to do about it. */
  readonly fix?: string;
  readonly source?: SourcePosition;
}
