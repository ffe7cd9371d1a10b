import type { Protocol } from '../address/protocol.js';
import type { LabelSelector } from '../object/label-selector.js';
import type { ObjectReference } from '../problem/problem.js';
import type { HealthProbe } from './health-probe.js';
import type { ListenerRouting } from './listener-rule.js';
import type { LoadBalancerControllerName } from './load-balancer-controller.js';

/** A port on which a load balancer listens, and where it leads. @public */
export interface Listener {
  readonly protocol: Protocol;
  readonly port: number;
  /** The port on the target: a node port, the listener's own where the address itself is delivered, or the port of a pod. */
  readonly targetPort: number | string;
  /** Whether targets see the client's address; otherwise they see the balancer's. */
  readonly preservesClient: boolean;
  /** What is spoken with the client, where the balancer ends it: TLS, or HTTP on layer 7. */
  readonly terminates?: 'TLS' | 'HTTP' | 'HTTPS';
  /** Where the balancer ends TLS: whether it speaks TLS with targets again. */
  readonly speaks?: 'TLS';
  /** Whether the source ranges do not hold here: everybody is let through. */
  readonly ignoresSourceRanges?: true;
  /** Whether targets get a line of the PROXY protocol, where that is not the same on all listeners. */
  readonly proxyProtocol?: 'none' | 'v1' | 'v2';
  /** After how many seconds without data a connection is given up, where that is said of this listener. */
  readonly idleTimeoutSeconds?: number;
  /** The Secrets whose certificates it shows; absent where they are not in the cluster. */
  readonly certificates?: readonly ObjectReference[];
  /** What decides whether its targets are healthy, where listeners do not share that; `null`: nothing asks. */
  readonly probe?: HealthProbe | null;
  /** The field of the owner that asks for it: `spec.ports[0]`. */
  readonly path: string;
  /** Where requests go by what they say; absent where all connections go to the same targets. */
  readonly routing?: ListenerRouting;
}

/** What becomes of new connections when no target passes the probe. @public */
export type AllUnhealthy =
  /** They go to all targets, as if every one were healthy. */
  | { readonly behaviour: 'fail-open' }
  /** Nobody answers them. What becomes of those that are open already, where it is known. */
  | { readonly behaviour: 'fail-closed'; readonly establishedTCP?: 'continues'; readonly udp?: 'ends' }
  /** The balancer answers itself. */
  | { readonly behaviour: 'error'; readonly status: number }
  /** No source says it. */
  | { readonly behaviour: 'unknown' };

/** Something that is provisioned, and how many of it. @public */
export interface ProvisionedPart {
  readonly type: string;
  readonly count: number;
}

/** How a load balancer spreads connections and when it gives them up; what no source says is absent. @public */
export interface BalancerTraits {
  readonly algorithm?:
    'round-robin' | 'least-outstanding-requests' | 'flow-hash' | 'random' | 'ring-hash-source' | 'hash';
  /** What the hash is of. */
  readonly hashFields?: readonly string[];
  /** How clients are kept at a target. */
  readonly affinity?: string;
  /** How many targets are taken at most, and among which nodes. */
  readonly backends?: { readonly max: number; readonly nodes: 'any' | 'with-endpoints' };
  /** Whether a target in another zone may be chosen. */
  readonly crossZone?: boolean;
  /** Whether answers go straight to the client. */
  readonly directServerReturn?: true;
  /** Whether the client learns that a node refuses its packet, which an error of ICMP says: no source tells. */
  readonly passesRefusals?: 'unknown';
  /** Headers that are added to requests. */
  readonly headers?: readonly string[];
  /**
   * What becomes of an X-Forwarded-For that the client sent: the client is added to it, unless said otherwise; with
   * `append-with-own` the address of the load balancer behind it.
   */
  readonly forwardedFor?: 'append' | 'append-with-own' | 'preserve' | 'remove';
  /** The ranges from which its proxies and its probes reach targets, where they are the same for everybody. */
  readonly sources?: readonly string[];
  readonly proxyProtocol?: 'none' | 'v1' | 'v2';
  /** After how many seconds a target that does not take a connection is given up. */
  readonly connectTimeoutSeconds?: number;
  readonly idleTimeoutSeconds?: number;
  /** Between what the idle timeout may be set. */
  readonly idleRange?: readonly [least: number, most: number];
  /** What a connection gets that was idle for too long. */
  readonly idleExpired?: 'reset' | 'closed' | 'silence';
  readonly udpIdleTimeoutSeconds?: number;
  /** For how long connections to a target that is taken out go on; 0: they do not. */
  readonly drainingSeconds?: number;
}

/** How the address of a load balancer is told in the status of its owner. @public */
export type BalancerStatus =
  /** An address of its own. */
  | { readonly field: 'ip'; readonly value: 'own'; readonly ipMode?: 'VIP' | 'Proxy' }
  /** Addresses that others hold: the nodes, the Service itself, or the machine of whoever asks. */
  | { readonly field: 'ip'; readonly value: 'addresses-of-nodes' | 'cluster-ip' | 'loopback' }
  | { readonly field: 'hostname' };

/** A load balancer as a controller means to provision it; addresses come later. @public */
export interface LoadBalancerPlan {
  /** Who provisions it. */
  readonly controller: LoadBalancerControllerName;
  /** What it is there: `nlb`, `classic-elb`. */
  readonly product: string;
  readonly layer: 4 | 7;
  /**
   * `passthrough` leaves the connection between client and target; a proxy ends it and opens its own; `announce` is an
   * address that nodes hold, with nothing in between.
   */
  readonly kind: 'passthrough' | 'l4-proxy' | 'l7-proxy' | 'announce';
  /** What is provisioned for it, as far as the sources name it. */
  readonly parts: readonly ProvisionedPart[];
  readonly scheme: 'internet-facing' | 'internal';
  /** How its address is told in the status of the owner. */
  readonly status: BalancerStatus;
  readonly listeners: readonly Listener[];
  readonly targetType: 'node' | 'pod';
  /** Which destination the packet carries when it reaches the node. */
  readonly delivers: 'vip' | 'nodePort' | 'podIP';
  /** Which nodes it leaves out beside those that every provider leaves out; disrupted are those that Karpenter removes. */
  readonly leavesOut?: 'not-ready' | 'not-ready-or-disrupted';
  /** Which nodes it takes, where its owner says so. */
  readonly nodeSelector?: LabelSelector;
  /** The addresses that its owner asks for, and where. */
  readonly asksFor?: { readonly addresses: readonly string[]; readonly path: string };
  /** Others with the same text here may have its address too, on other ports. */
  readonly sharing?: string;
  /** Whether it passes on every port of its address, not only those of its listeners. */
  readonly allPorts?: true;
  /** How many nodes take its traffic at a time, where it is an address that they announce. */
  readonly announcers?: 'one' | 'all';
  /** Only sources in these ranges are let through; empty: everybody. */
  readonly sourceRanges: readonly string[];
  /** What decides whether a target is healthy; `null`: nothing asks. Absent where each listener has a probe of its own. */
  readonly probe?: HealthProbe | null;
  readonly allUnhealthy: AllUnhealthy;
  readonly traits: BalancerTraits;
}

/** A load balancer outside of the cluster, as provisioned for a Service or for Ingresses. @public */
export interface LoadBalancer extends LoadBalancerPlan {
  /** `service/NAMESPACE/NAME`, `ingress/NAMESPACE/NAME`, or `ingress-group/NAME`. */
  readonly id: string;
  readonly owner: ObjectReference;
  readonly addresses: readonly string[];
  readonly hostname?: string;
  /** The source address that targets see when the client's is not preserved. */
  readonly proxyAddress?: string;
  /** Why its owner says something else by now: what it is comes from before. */
  readonly outdated?: string;
}
