import type { ClusterChange } from '../cluster/change.js';
import type { Cluster } from '../cluster/cluster.js';
import type { Write } from '../cluster/write.js';
import type { Pod } from '../object/pod.js';

/**
 * What runs in a control plane and on its nodes; where Kubernetes has a controller of the same duty, by its name.
 *
 * @see kubernetes/kubernetes cmd/kube-controller-manager/names/controller_names.go
 * @public
 */
export type ControllerName =
  | 'adoption'
  | 'daemonset'
  | 'deployment'
  | 'endpointslice'
  | 'endpointslicemirroring'
  | 'garbage-collector'
  | 'ingress-load-balancer'
  | 'gce-ingress'
  | 'ingress-status'
  | 'job'
  | 'kubelet'
  | 'node-lifecycle'
  | 'node-registration'
  | 'notice'
  | 'replicaset'
  | 'replicationcontroller'
  | 'scheduler'
  | 'service-load-balancer'
  | 'statefulset';

/**
 * What a controller knows of time when it goes step by step; without it controllers go to the end of every course at
 * once.
 *
 * With a pace the removal of a pod asks for its deletion: the pod stays, with a `deletionTimestamp`, until its node let
 * it go, and whatever has to wait for that waits.
 *
 * @public
 */
export interface Pace {
  /** For how many seconds a pod has been Ready; undefined while it is not Ready. */
  readonly readySeconds: (pod: Pod) => number | undefined;
}

/**
 * A controller of the control plane as Kubernetes builds them: changes put keys into its queue, and each key is
 * reconciled alone, as a pure function of the cluster as the controller believes it to be.
 *
 * `settle` runs all controllers to the fixed point at once; the simulation runs the same ones with their delays.
 * @see kubernetes/sample-controller docs/controller-client-go.md
 * @public
 */
export interface Controller {
  readonly name: ControllerName;
  /** The keys to look at again after a change; `cluster` is the cluster after it. With a pace more may matter. */
  readonly keysFor: (change: ClusterChange, cluster: Cluster, pace?: Pace) => Iterable<string>;
  /** What to write so that the cluster is as it should be for this key, or nearer to it; nothing when it is. */
  readonly reconcile: (cluster: Cluster, key: string, pace?: Pace) => readonly Write[];
  /** Set where a key must be reconciled on what was written for the one before; the keys of others mind only themselves. */
  readonly serial?: true;
  /** The same for many keys at once, where a controller keeps account of its own decisions and can do that faster. */
  readonly reconcileAll?: (cluster: Cluster, keys: readonly string[], pace?: Pace) => readonly Write[];
}
