import type { ObjectReference } from '../../problem/problem.js';
import type { RequestInput } from '../../request/read-request.js';
import type { Trace } from '../../trace/trace.js';
import type { FindingCode } from './findings.js';

/** How much a finding matters: requests fail, they may fail or go astray, or something is of no use or costs too much. @public */
export type FindingSeverity = 'error' | 'warning' | 'notice';

/**
 * What shows that a finding is true: a request that comes to grief, with its way; or, of what costs or happens in time,
 * the fields that say so and the rule of Kubernetes that makes them matter.
 *
 * @public
 */
export type Evidence =
  | { readonly kind: 'request'; readonly request: RequestInput; readonly trace: Trace }
  | {
      readonly kind: 'rule';
      /** The rule in a sentence. */
      readonly rule: string;
      /** Where it is written: a page of the documentation, a file of a project, a KEP, an RFC; by name. */
      readonly source: string;
    };

/** Something in the objects of a cluster that does not do what it looks like, or costs more than it must. @public */
export interface Finding {
  /** Stable: adding a code is a minor version, changing one a major version. */
  readonly code: FindingCode;
  readonly severity: FindingSeverity;
  readonly object: ObjectReference;
  /** The field in Kubernetes' own spelling. */
  readonly path: string;
  /** What is wrong, in a sentence that names the objects. */
  readonly message: string;
  /** What to change. */
  readonly fix: string;
  readonly evidence: Evidence;
}
