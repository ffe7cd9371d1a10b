import type { KubernetesObject } from '../object/object.js';

/** The difference between two clusters, object by object. @public */
export interface ClusterChange {
  readonly added: readonly KubernetesObject[];
  readonly updated: readonly { readonly from: KubernetesObject; readonly to: KubernetesObject }[];
  readonly removed: readonly KubernetesObject[];
}
