import type { Protocol } from '../address/protocol.js';
import type { ObjectReference } from '../problem/problem.js';

/** A port on which a load balancer listens, and where it leads. @public */
export interface Listener {
  readonly protocol: Protocol;
  readonly port: number;
  /** The port on the target: a node port, or the listener's own where the address itself is delivered. */
  readonly targetPort: number;
  /** The field of the owner that asks for it: `spec.ports[0]`. */
  readonly path: string;
}

/** What a health probe asks. @public */
export type HealthProbe =
  /** kube-proxy of the node, `/healthz` on 10256: is the node fit to serve. */
  | { readonly kind: 'node'; readonly port: number }
  /** `/healthz` on the healthCheckNodePort: has the node a ready endpoint of its own. */
  | { readonly kind: 'local-endpoints'; readonly port: number }
  /** A connection to the node port: does any endpoint answer. */
  | { readonly kind: 'node-port'; readonly port: number };

/** A load balancer outside of the cluster, as provisioned for a Service. @public */
export interface LoadBalancer {
  /** `service/NAMESPACE/NAME`. */
  readonly id: string;
  readonly owner: ObjectReference;
  readonly kind: 'passthrough' | 'l4-proxy' | 'announce';
  readonly addresses: readonly string[];
  readonly hostname?: string;
  readonly scheme: 'internet-facing' | 'internal';
  readonly listeners: readonly Listener[];
  readonly delivers: 'vip' | 'nodePort';
  readonly preservesClient: boolean;
  /** The source address that targets see when the client's is not preserved. */
  readonly proxyAddress?: string;
  /** Only sources in these ranges are let through; empty: everybody. */
  readonly sourceRanges: readonly string[];
  readonly probe: HealthProbe;
}
