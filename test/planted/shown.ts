import type { RequestSet } from '../../packages/core/src/analysis/proof/request-set.js';
import type { Platform } from '../../packages/core/src/cluster/platform.js';
import type { Origin } from '../../packages/core/src/request/origin.js';

/** A cluster in which other things become of some requests once a bug is switched on. */
export interface Shown {
  readonly objects: readonly unknown[];
  /** Applied once the cluster is there. */
  readonly applied?: readonly unknown[];
  /** A cloud unless given. */
  readonly platform?: Platform;
  /** Somebody in the internet unless given. */
  readonly from?: Origin;
  /** Requests that are told apart though the cluster treats them alike, as long as the bug is off. */
  readonly apart?: RequestSet;
}
