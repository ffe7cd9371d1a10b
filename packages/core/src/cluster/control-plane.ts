import type { Assumption } from '../problem/assumption.js';
import type { ObjectReference } from '../problem/problem.js';
import type { ClusterChange } from './change.js';
import type { Cluster } from './cluster.js';
import type { Write } from './write.js';

/** A cluster as the control plane sees it: it can be written. @public */
export interface WritableCluster extends Cluster {
  /** The cluster after writes; nothing settles. */
  write(writes: readonly Write[]): WritableCluster;
  /** What an API server writes when these objects are applied; nothing is written yet. */
  admitted(objects: readonly unknown[]): readonly Write[];
  /** What an API server writes when these objects are deleted; nothing is written yet. */
  removed(objects: readonly ObjectReference[]): readonly Write[];
  /** The same cluster with something more taken for granted. */
  assuming(assumptions: readonly Assumption[]): WritableCluster;
}

/**
 * What a cluster needs from the control plane, handed in when it is made: admission of new objects, and the controllers
 * that bring everything to rest after a change.
 *
 * Problems of admission are written as reports under the object, so that they go when the object is applied again.
 */
export interface ControlPlane {
  readonly admit: (cluster: WritableCluster, inputs: readonly unknown[]) => readonly Write[];
  readonly remove: (cluster: WritableCluster, objects: readonly ObjectReference[]) => readonly Write[];
  readonly settle: (cluster: WritableCluster, change: ClusterChange) => WritableCluster;
}
