import type { ProvisionedPart } from '../cluster/infrastructure.js';
import type { Assumption } from '../problem/assumption.js';
import type { ObjectReference } from '../problem/problem.js';
import type { MonthlyCost } from './cost.js';

/** How something is exposed to outside of the cluster. @public */
export type ExposureKind =
  'load-balancer' | 'node-port' | 'external-ip' | 'ingress' | 'host-network' | 'host-port';

/** Something that can be asked from outside of the cluster. @public */
export interface Exposure {
  readonly kind: ExposureKind;
  /** The object that exposes: a Service, an Ingress or a pod. */
  readonly object: ObjectReference;
  /** Who gets there: everybody, only the network of the nodes, or nobody as long as it is pending. */
  readonly access: 'internet' | 'network' | 'pending';
  /** Addresses or host names. */
  readonly at: readonly string[];
  /** `80/TCP`; empty for an Ingress without a load balancer of its own: it is asked at the ports of what it comes through. */
  readonly ports: readonly string[];
  /**
   * The objects whose load balancer, node ports or pods it comes through: for an Ingress the Services of its controller,
   * or the workload whose pods are the controller where these are asked at their nodes.
   */
  readonly through: readonly ObjectReference[];
  /** What was provisioned for it alone. What it shares stands at the object that it comes through. */
  readonly parts: readonly ProvisionedPart[];
  /** How many ready pods take its traffic first: those of the Service, of the controller of an Ingress, or of its backends. */
  readonly replicas: number;
  /** Everything that fails together with its load balancer or controller, itself among it; empty when it is alone. */
  readonly sharesFateWith: readonly ObjectReference[];
  /** What is taken for granted of it: that the firewall of the cloud lets clients in to ports of nodes. */
  readonly assumptions: readonly Assumption[];
  readonly cost: MonthlyCost;
}
