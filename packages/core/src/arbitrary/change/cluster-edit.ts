import type { Cluster } from '../../cluster/cluster.js';
import type { ObjectReference } from '../../problem/problem.js';

/** A change to a cluster as people make it: objects that are applied, and objects that are deleted. @public */
export class ClusterEdit {
  /** What it does, in a sentence: `Service shop/web loses port 80`. */
  readonly title: string;
  readonly applied: readonly object[];
  readonly deleted: readonly ObjectReference[];

  /** @internal */
  constructor(title: string, applied: readonly object[], deleted: readonly ObjectReference[] = []) {
    this.title = title;
    this.applied = applied;
    this.deleted = deleted;
  }

  /** The cluster after the change; the one before is still there. */
  apply(cluster: Cluster): Cluster {
    return cluster.apply(...this.applied).delete(...this.deleted);
  }

  /** What the edit is about, as fast-check shows it in a counterexample. */
  toString(): string {
    return this.title;
  }
}

/** How edits call an object, and how they delete it. */
export interface EditedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly namespace: string; readonly name: string };
}

/** The object as titles name it: `Service shop/web`. */
export function titleOf({ kind, metadata: { namespace, name } }: EditedObject): string {
  return `${kind} ${namespace}/${name}`;
}

/** The edit that deletes an object. */
export function deletion(object: EditedObject): ClusterEdit {
  const { apiVersion, kind, metadata } = object;
  const { namespace, name } = metadata;
  return new ClusterEdit(`${titleOf(object)} is deleted`, [], [{ apiVersion, kind, namespace, name }]);
}
