import type { LabelSelector } from '../object/label-selector.js';
import type { EndpointSlice } from '../object/endpoint-slice.js';
import type { Node } from '../object/node.js';
import type { Kind, ObjectByKind, ObjectKey } from '../object/object.js';
import type { Pod } from '../object/pod.js';
import type { Service } from '../object/service.js';
import type { Assumption } from '../problem/assumption.js';
import type { ObjectReference, Problem } from '../problem/problem.js';
import type { ClusterChange } from './change.js';
import type { LoadBalancer } from './infrastructure.js';
import type { Platform } from './platform.js';

/** An object that may control others. @public */
export interface Owner {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/**
 * A cluster at one moment: immutable, indexed, cheap to change.
 *
 * Lists come sorted by namespace and name, whatever the order in which objects were given. A list or table is the same
 * value as long as nothing in it changed, so what is derived from it may be remembered by identity.
 * @public
 */
export interface Cluster {
  readonly platform: Platform;
  readonly problems: readonly Problem[];
  /** What was taken for granted when the cluster was made: nodes and DNS made up, for instance. */
  readonly assumptions: readonly Assumption[];

  /** The object of a kind, by namespace and name. */
  get<K extends Kind>(kind: K, key: ObjectKey): ObjectByKind[K] | undefined;
  /** The objects of a kind, of one namespace or of all. */
  list<K extends Kind>(kind: K, namespace?: string): readonly ObjectByKind[K][];

  /** Pods of a namespace that match, sorted by name. */
  podsMatching(namespace: string, selector: LabelSelector): readonly Pod[];
  /** The pods that are placed on a node. */
  podsOnNode(node: string): readonly Pod[];
  /** The pod that holds this address; hostNetwork pods hold none of their own. */
  podByAddress(address: string): Pod | undefined;
  /** Pods with a hostPort or hostNetwork container port of this number on the node. */
  podsByHostPort(node: string, port: number): readonly Pod[];
  /**
   * Pods whose place depends on other pods: those that wait for a node and demand affinity, anti-affinity or a spread,
   * or those that were placed and keep others away by anti-affinity.
   */
  podsMindingOthers(state: 'waiting' | 'placed'): readonly Pod[];
  /** The node that holds this address, whatever its type. */
  nodeByAddress(address: string): Node | undefined;
  /** Services that hold the address as cluster IP, external IP or load balancer address (ipMode VIP). */
  servicesByAddress(address: string): readonly Service[];
  /** Services with a port of this node port. */
  servicesByNodePort(port: number): readonly Service[];
  /** The EndpointSlices of a Service. */
  slicesOf(service: ObjectKey): readonly EndpointSlice[];
  /** The pods or ReplicaSets that an object controls (its ownerReference with `controller`), sorted by name. */
  ownedBy<K extends 'Pod' | 'ReplicaSet'>(kind: K, owner: Owner): readonly ObjectByKind[K][];
  /** How often something was allocated so far, by the name of the counter; 0 before the first time. */
  counter(name: string): number;
  /** What the cloud provisioned at this address. */
  loadBalancerByAddress(address: string): LoadBalancer | undefined;
  /** All that the cloud provisioned at this address: some share one, on different ports. */
  loadBalancersByAddress(address: string): readonly LoadBalancer[];
  /** What the cloud provisioned under this name. */
  loadBalancerByHostname(hostname: string): LoadBalancer | undefined;
  /** What the cloud provisioned, by its id in {@link Cluster.infrastructure}. */
  loadBalancer(id: string): LoadBalancer | undefined;
  /** What the cloud provisioned, sorted by id. */
  readonly infrastructure: readonly LoadBalancer[];

  /** The cluster after `kubectl apply`; the control plane settles again unless the cluster was made with `settle: 'never'`. */
  apply(...objects: readonly unknown[]): Cluster;
  /** The cluster after `kubectl delete`. */
  delete(...objects: readonly ObjectReference[]): Cluster;
  /** What has to change in this cluster to become the other. */
  changeTo(other: Cluster): ClusterChange;
}
